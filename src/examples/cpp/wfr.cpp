// WFR sampling in C++ before `wfr conform --command ./wfr-cpp` (g++ -O2 -std=c++17 wfr.cpp -o wfr-cpp): the operations of one step, and whole runs whose particles go out a population a line.
// Mathematics first; then as much JSON as the protocol needs; standard library only.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <map>
#include <numeric>
#include <random>
#include <string>
#include <vector>

using Vector = std::vector<double>;

double logSumExp(const Vector& a) {
  double top = *std::max_element(a.begin(), a.end()), sum = 0;
  for (double v : a) sum += std::exp(v - top);
  return top + std::log(sum);
}

Vector normalise(const Vector& logWeights) {
  double top = *std::max_element(logWeights.begin(), logWeights.end());
  Vector w;
  for (double l : logWeights) w.push_back(std::exp(l - top));
  double total = std::accumulate(w.begin(), w.end(), 0.0L);
  for (double& v : w) v /= total;
  return w;
}

double meanLogRatio(const Vector& logWeights, const Vector& logRho, const Vector& potential) {
  Vector w = normalise(logWeights);
  long double sum = 0;
  for (size_t i = 0; i < w.size(); i++)
    if (w[i] > 0) sum += w[i] * (logRho[i] + potential[i]);
  return sum;
}

Vector updateLogWeights(Vector l, const Vector& logRho, const Vector& potential, double mean, double lambda, double dt) {
  for (size_t i = 0; i < l.size(); i++) l[i] -= lambda * dt * (logRho[i] + potential[i] - mean);
  return l;
}

double effectiveSampleSize(const Vector& logWeights) {
  long double sum = 0;
  for (double w : normalise(logWeights)) sum += (long double)w * w;
  return 1 / sum;
}

// So many indices, each as often as its weight says, up to one.
std::vector<int> systematic(const Vector& weights, int count, double u) {
  std::vector<int> chosen;
  double total = weights[0];
  for (size_t k = 0, i = 0; (int)k < count; k++) {
    while (i < weights.size() - 1 && total <= (k + u) / count) total += weights[++i];
    chosen.push_back(i);
  }
  return chosen;
}

// Values on even nodes, read between them.
double read(const Vector& table, double a, double dx, double x) {
  double s = std::min(std::max((x - a) / dx, 0.0), table.size() - 1 - 1e-9);
  int i = s;
  return table[i] + (s - i) * (table[i + 1] - table[i]);
}

// ---- JSON: null, truth values, numbers, strings, lists, objects; numbers that are none travel as strings.

struct Json {
  double number = NAN;
  std::string text;
  std::vector<Json> list;
  std::map<std::string, Json> object;
  const Json& operator[](const std::string& key) const {
    auto found = object.find(key);
    if (found == object.end()) std::fprintf(stderr, "missing: %s\n", key.c_str()), std::exit(1);
    return found->second;
  }
  double value() const { return text == "inf" ? INFINITY : text == "-inf" ? -INFINITY : number; }
  Vector values() const {
    Vector v;
    for (const Json& j : list) v.push_back(j.value());
    return v;
  }
};

Json parse(const char*& p) {
  auto skip = [&] { while (*p && std::string(" \t\r,:").find(*p) != std::string::npos) p++; };
  auto word = [&] {
    std::string s;
    for (p++; *p && *p != '"'; p++) s += *p == '\\' ? *++p : *p;
    if (*p) p++;
    return s;
  };
  Json j;
  skip();
  if (*p == '"') {
    j.text = word();
  } else if (*p == '[') {
    for (p++, skip(); *p && *p != ']'; skip()) j.list.push_back(parse(p));
    if (*p) p++;
  } else if (*p == '{') {
    for (p++, skip(); *p == '"'; skip()) {
      std::string key = word();
      j.object[key] = parse(p);
    }
    if (*p) p++;
  } else {
    char* end;
    j.number = std::strtod(p, &end);
    p = end > p ? end : p + 4 + (*p == 'f');  // null, true, false
  }
  return j;
}

std::string shown(double v) {
  if (!std::isfinite(v)) return std::isnan(v) ? "\"nan\"" : v > 0 ? "\"inf\"" : "\"-inf\"";
  char s[32];
  std::snprintf(s, sizeof s, "%.17g", v);
  return s;
}

template <class T>
std::string shown(const std::vector<T>& list) {
  std::string s;
  for (const T& v : list) s += (s.empty() ? "[" : ",") + shown((double)v);
  return s + "]";
}

void say(int seq, const std::string& rest) { std::cout << "{\"seq\":" << seq << rest << "}" << std::endl; }

// ---- Whole runs: R populations of N particles with step dt, and again with dt/2.

const int R = 16, N = 3000;
const double DT = 0.005;

void sample(int seq, const Json& input, double dt, int replicate) {
  const Json& scenario = input["scenario"];
  double a = scenario["domain"].values()[0], b = scenario["domain"].values()[1];
  double d = scenario["diffusivity"].value(), lambda = scenario["reaction-rate"].value();
  Vector v = input["samples"]["potential"].values(), slope = v;
  double dx = (b - a) / (v.size() - 1), noise = std::sqrt(2 * d * dt);
  for (int i = 0, n = v.size(); i < n; i++) {
    int l = std::max(i - 1, 0), r = std::min(i + 1, n - 1);
    slope[i] = (v[r] - v[l]) / ((r - l) * dx);
  }
  int cells = std::ceil(4 * (b - a) / noise), reach = 0;
  double h = (b - a) / cells;
  reach = std::ceil(6 * noise / h);
  std::mt19937_64 random(1000 * std::lround(1 / dt) + replicate);
  std::uniform_real_distribution<double> uniform(0, 1);
  std::normal_distribution<double> normal;

  Vector x, l(N, 0.0), logRho(N), potential(N);
  for (int i : systematic(normalise(input["samples"]["logInitial"].values()), N, uniform(random))) x.push_back(a + dx * (i + uniform(random) - 0.5));
  long step = 0;
  for (double t : scenario["output-times"].values()) {
    for (; step < std::lround(t / dt); step++) {
      Vector w = normalise(l), mass(cells + 1), rho(cells + 1);
      for (int i = 0; i < N; i++) {
        double y = x[i] - dt * d * read(slope, a, dx, x[i]);
        mass[std::min(std::max((int)std::lround((y - a) / h), 0), cells)] += w[i];
        x[i] = y + noise * normal(random);
      }
      for (int i = 0; i <= cells; i++)
        for (int k = std::max(-reach, -i); mass[i] > 0 && k <= std::min(reach, cells - i); k++) rho[i + k] += mass[i] * std::exp(-std::pow(k * h / noise, 2) / 2);
      for (int i = 0; i < N; i++) logRho[i] = std::log(read(rho, a, h, x[i]) + 1e-300), potential[i] = read(v, a, dx, x[i]);
      l = updateLogWeights(l, logRho, potential, meanLogRatio(l, logRho, potential), lambda, dt);
      if (effectiveSampleSize(l) < N / 2.0) {
        Vector old = x;
        std::vector<int> ancestors = systematic(normalise(l), N, uniform(random));
        for (int i = 0; i < N; i++) x[i] = old[ancestors[i]], l[i] = 0;
      }
    }
    say(seq, ",\"more\":true,\"particles\":{\"time\":" + shown(t) + ",\"replicate\":" + std::to_string(replicate) + ",\"time_step\":" + shown(dt) + ",\"x\":" + shown(x) + ",\"log_weight\":" + shown(l) + "}");
  }
}

// ---- Operations

std::string run(const std::string& operation, const Json& in) {
  auto one = [](double v) { return "[" + shown(v) + "]"; };
  if (operation == "normalise") return shown(normalise(in["logWeights"].values()));
  if (operation == "effectiveSampleSize") return one(effectiveSampleSize(in["logWeights"].values()));
  if (operation == "meanLogRatio") return one(meanLogRatio(in["logWeights"].values(), in["logRho"].values(), in["potential"].values()));
  if (operation == "updateLogWeights")
    return shown(updateLogWeights(in["logWeights"].values(), in["logRho"].values(), in["potential"].values(), in["mean"].value(), in["lambda"].value(), in["dt"].value()));
  if (operation == "resetLogWeights") {
    Vector l = in["logWeights"].values();
    return shown(Vector(l.size(), logSumExp(l) - std::log(l.size())));
  }
  if (operation == "resample") {
    Vector w = in["weights"].values();
    return shown(systematic(w, w.size(), in["uniforms"].values()[0]));
  }
  Vector x = in["x"].values(), slope = in["gradient"].values(), noise = in["noise"].values();  // sdeStep:euler-maruyama
  double d = in["diffusivity"].value(), dt = in["dt"].value();
  for (size_t i = 0; i < x.size(); i++) x[i] += -d * dt * slope[i] + std::sqrt(2 * d * dt) * noise[i];
  return shown(x);
}

int main() {
  for (std::string line; std::getline(std::cin, line);) {
    const char* p = line.c_str();
    Json request = parse(p);
    int seq = request["seq"].value();
    const std::string& what = request["request"].text;
    if (what == "start") {
      say(seq, ",\"protocol\":1,\"name\":\"WFR in C++\"");
    } else if (what == "capabilities") {
      say(seq, ",\"operations\":[\"solve\",\"sdeStep:euler-maruyama\",\"resample:systematic\",\"updateLogWeights\",\"meanLogRatio\",\"normalise\",\"effectiveSampleSize\",\"resetLogWeights\"]");
    } else if (what == "run" && request["operation"].text == "solve") {
      for (double dt : {DT, DT / 2})
        for (int r = 0; r < R; r++) sample(seq, request["input"], dt, r);
      say(seq, "");
    } else if (what == "run") {
      say(seq, ",\"output\":" + run(request["operation"].text, request["input"]));
    } else {
      say(seq, "");
      return 0;
    }
  }
}
