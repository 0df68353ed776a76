package wfr.report;

import java.awt.geom.Rectangle2D;
import java.io.StringWriter;
import java.util.List;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.apache.batik.dom.GenericDOMImplementation;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.apache.batik.svggen.SVGIDGenerator;
import org.jfree.chart.JFreeChart;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Draws charts as inline SVG. One instance per page: ids (of clip paths) must not repeat within a page. */
final class SvgPages {
  private static final String SVG = "http://www.w3.org/2000/svg";

  private final SVGIDGenerator ids = new SVGIDGenerator();
  private final String prefix;

  SvgPages() {
    this("");
  }

  /** Ids begin with the prefix: a page may have drawings of several instances. */
  SvgPages(String prefix) {
    this.prefix = prefix;
  }

  /** The chart in a view box of this size, scaled by the page; the label is what a screen reader says. */
  String draw(JFreeChart chart, int width, int height, String label) {
    return draw(List.of(chart), 1, width, height, label);
  }

  /** Charts of one size in rows of so many columns. */
  String draw(List<JFreeChart> charts, int columns, int width, int height, String label) {
    Document document =
        GenericDOMImplementation.getDOMImplementation().createDocument(SVG, "svg", null);
    SVGGeneratorContext context = SVGGeneratorContext.createDefault(document);
    context.setIDGenerator(ids);
    context.setComment("");
    context.setPrecision(2);
    SVGGraphics2D graphics = new SVGGraphics2D(context, false);
    for (int k = 0; k < charts.size(); k++) {
      double left = (double) (k % columns) * width;
      double top = (double) (k / columns) * height;
      charts.get(k).draw(graphics, new Rectangle2D.Double(left, top, width, height));
    }
    int across = Math.min(columns, charts.size()) * width;
    int down = (charts.size() + columns - 1) / columns * height;
    Element root = graphics.getRoot();
    root.removeAttribute("width");
    root.removeAttribute("height");
    root.setAttribute("viewBox", "0 0 " + across + " " + down);
    root.setAttribute("role", "img");
    root.setAttribute("aria-label", label);
    clean(root);
    try {
      Transformer writer = TransformerFactory.newInstance().newTransformer();
      writer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
      StringWriter text = new StringWriter();
      writer.transform(new DOMSource(root), new StreamResult(text));
      // a clip to the whole drawing changes nothing
      return text.toString()
          .replaceAll(" clip-path=\"url\\(#" + first(root) + "\\)\"", "")
          .replace("id=\"", "id=\"" + prefix)
          .replace("url(#", "url(#" + prefix);
    } catch (TransformerException e) {
      throw new IllegalStateException("cannot write a figure: " + label, e);
    }
  }

  /** The id of the clip that comes first: the drawing's own box. */
  private static String first(Element root) {
    return ((Element) root.getElementsByTagName("clipPath").item(0)).getAttribute("id");
  }

  /** Without comments, and without the one id that every drawing repeats. */
  private static void clean(Node node) {
    if (node instanceof Element e && e.getAttribute("id").equals("genericDefs")) {
      e.removeAttribute("id");
    }
    Node next;
    for (Node child = node.getFirstChild(); child != null; child = next) {
      next = child.getNextSibling();
      if (child.getNodeType() == Node.COMMENT_NODE) {
        node.removeChild(child);
      } else {
        clean(child);
      }
    }
  }
}
