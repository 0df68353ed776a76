package wfr.scenario;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * A YAML file as a tree of plain values. Bounds: 1 MB, nesting 20, one document; aliases are refused, so no small file
 * can expand to a large tree.
 */
final class YamlDocument {
  static final int MAX_BYTES = 1 << 20;
  static final int MAX_NESTING = 20;

  private final String file;
  private final YAMLParser parser;

  private YamlDocument(String file, YAMLParser parser) {
    this.file = file;
    this.parser = parser;
  }

  /** Text of a file after every check that needs no YAML. */
  static String load(Path path) {
    String file = path.toString();
    if (!Files.exists(path)) {
      throw new BadInput(file + ": no such file: a scenario file (YAML) is expected");
    }
    if (Files.isDirectory(path)) {
      throw new BadInput(file + ": is a directory: a scenario file (YAML) is expected");
    }
    if (!Files.isReadable(path)) {
      throw new BadInput(file + ": not readable: check its permissions");
    }
    byte[] bytes;
    try (java.io.InputStream in = Files.newInputStream(path)) {
      bytes = in.readNBytes(MAX_BYTES + 1);
    } catch (IOException e) {
      throw new BadInput(file + ": not readable: " + e.getMessage());
    }
    if (bytes.length > MAX_BYTES) {
      throw new BadInput(file + ": too large: a scenario file has at most " + MAX_BYTES + " bytes");
    }
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] >= 0
          && bytes[i] < 32
          && bytes[i] != '\n'
          && bytes[i] != '\r'
          && bytes[i] != '\t') {
        throw binary(file, "byte " + bytes[i] + " at offset " + i);
      }
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw binary(file, "not UTF-8");
    }
  }

  private static BadInput binary(String file, String why) {
    return new BadInput(file + ": binary (" + why + "): a scenario file is YAML in UTF-8");
  }

  /** The tree of text; file names it in messages. */
  static YamlNode parse(String file, String text) {
    LoaderOptions options = new LoaderOptions();
    options.setMaxAliasesForCollections(1);
    options.setNestingDepthLimit(MAX_NESTING);
    options.setCodePointLimit(MAX_BYTES);
    options.setAllowDuplicateKeys(false);
    YAMLFactory factory = YAMLFactory.builder().loaderOptions(options).build();
    try (YAMLParser parser = factory.createParser(text)) {
      if (parser.nextToken() == null) {
        throw new BadInput(
            file + ": empty: the keys potential, initial, domain and output-times are required");
      }
      YamlDocument document = new YamlDocument(file, parser);
      YamlNode root = document.node(0);
      if (parser.nextToken() != null) {
        throw document.here("a second document or stray text: one mapping is expected");
      }
      return root;
    } catch (JsonProcessingException e) {
      JsonLocation at = e.getLocation();
      String why = e.getOriginalMessage().lines().findFirst().orElse("not YAML");
      throw new BadInput(
          file
              + (at == null ? "" : ": line " + at.getLineNr() + ", column " + at.getColumnNr())
              + ": not YAML: "
              + why);
    } catch (IOException e) {
      throw new BadInput(file + ": not readable: " + e.getMessage());
    } catch (YAMLException e) {
      throw new BadInput(file + ": not YAML: " + e.getMessage().lines().findFirst().orElse(""));
    }
  }

  private YamlNode node(int depth) throws IOException {
    if (depth > MAX_NESTING) {
      throw here("nested deeper than " + MAX_NESTING + " levels");
    }
    if (parser.isCurrentAlias()) {
      throw here(
          "alias *" + parser.getText() + ": aliases are not admissible, write the value out");
    }
    JsonToken token = parser.currentToken();
    if (token == JsonToken.START_OBJECT) {
      Map<String, YamlNode> entries = new LinkedHashMap<>();
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String key = parser.currentName();
        if (entries.containsKey(key)) {
          throw here("key '" + key + "' appears twice");
        }
        parser.nextToken();
        entries.put(key, node(depth + 1));
      }
      return new YamlNode.Mapping(entries);
    }
    if (token == JsonToken.START_ARRAY) {
      List<YamlNode> items = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        items.add(node(depth + 1));
      }
      return new YamlNode.Sequence(items);
    }
    String text = token == JsonToken.VALUE_NULL ? null : parser.getText();
    return new YamlNode.Scalar(text == null ? "" : text); // null also for tagged binary
  }

  private BadInput here(String message) {
    return new BadInput(
        file + ": line " + parser.currentTokenLocation().getLineNr() + ": " + message);
  }
}
