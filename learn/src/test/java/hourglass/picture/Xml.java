package hourglass.picture;

import java.io.StringReader;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

/** Reads markup by the strict rules of XML. */
final class Xml {
    private Xml() {}

    static Document parse(String markup) throws Exception {
        DocumentBuilder builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
        builder.setErrorHandler(null);
        return builder.parse(new InputSource(new StringReader(markup)));
    }

    static List<Element> elements(String markup, String name) throws Exception {
        var nodes = parse(markup).getElementsByTagName(name);
        return IntStream.range(0, nodes.getLength())
                .mapToObj(i -> (Element) nodes.item(i))
                .toList();
    }

    static List<String> texts(String markup, String name) throws Exception {
        return elements(markup, name).stream().map(Element::getTextContent).toList();
    }

    static List<String> attributes(String markup, String name, String attribute) throws Exception {
        return elements(markup, name).stream()
                .map(element -> element.getAttribute(attribute))
                .toList();
    }
}
