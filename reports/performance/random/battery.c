/* TestU01 on 32-bit words read from standard input: battery smallcrush | crush | bigcrush | rabbit | alphabit [NAME];
   battery crush NAME TEST TIMES repeats one of Crush's tests.
   cc battery.c -o battery -ltestu01 -lm   (Debian, component non-free: libtestu01-0-dev) */
#include <stdio.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <testu01/unif01.h>
#include <testu01/bbattery.h>
#include <testu01/swrite.h>

static uint32_t buffer[1 << 16];
static size_t at, have;
static unsigned long long used;

static unsigned int next(void) {
  if (at == have) {
    have = fread(buffer, 4, 1 << 16, stdin);
    at = 0;
    if (have == 0) {
      fprintf(stderr, "the stream ended after %llu words\n", used);
      exit(2);
    }
  }
  used++;
  return buffer[at++];
}

int main(int argc, char **argv) {
  char name[128];
  snprintf(name, sizeof name, "words of standard input, %s", argc > 2 ? argv[2] : "");
  unif01_Gen *gen = unif01_CreateExternGenBits(name, next);
  swrite_Basic = FALSE;
  if (argc > 1 && strcmp(argv[1], "bigcrush") == 0)
    bbattery_BigCrush(gen);
  else if (argc > 4 && strcmp(argv[1], "crush") == 0) {
    static int repeat[256];
    repeat[atoi(argv[3])] = atoi(argv[4]);
    bbattery_RepeatCrush(gen, repeat);
  } else if (argc > 1 && strcmp(argv[1], "crush") == 0)
    bbattery_Crush(gen);
  else if (argc > 1 && strcmp(argv[1], "rabbit") == 0)
    bbattery_Rabbit(gen, 0x1p33);
  else if (argc > 1 && strcmp(argv[1], "alphabit") == 0)
    bbattery_Alphabit(gen, 0x1p33, 0, 32);
  else
    bbattery_SmallCrush(gen);
  printf("words used: %llu\n", used);
  return 0;
}
