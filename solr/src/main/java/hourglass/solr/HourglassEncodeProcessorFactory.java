package hourglass.solr;

import hourglass.data.InputException;
import hourglass.persistence.ModelFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.apache.solr.common.SolrException;
import org.apache.solr.common.SolrException.ErrorCode;
import org.apache.solr.common.util.NamedList;
import org.apache.solr.core.SolrCore;
import org.apache.solr.request.SolrQueryRequest;
import org.apache.solr.response.SolrQueryResponse;
import org.apache.solr.schema.SchemaField;
import org.apache.solr.update.processor.UpdateRequestProcessor;
import org.apache.solr.update.processor.UpdateRequestProcessorFactory;
import org.apache.solr.util.plugin.SolrCoreAware;
import org.jspecify.annotations.Nullable;

/**
 * Encodes a field of each document by a model in the configset: {@code model} names its file, {@code source} the field of the text
 * or vector, {@code code} that of the code, and {@code fingerprint}, which may be left out, one that keeps which model made it.
 */
public final class HourglassEncodeProcessorFactory extends UpdateRequestProcessorFactory implements SolrCoreAware {
    private String model = "";
    private String source = "";
    private String code = "";
    private @Nullable String fingerprint;
    private @Nullable ModelEncoder encoder;

    @Override
    public void init(NamedList<?> args) {
        model = argument(args, "model");
        source = argument(args, "source");
        code = argument(args, "code");
        fingerprint = (String) args.get("fingerprint");
    }

    private static String argument(NamedList<?> args, String name) {
        if (!(args.get(name) instanceof String given)) {
            throw new SolrException(
                    ErrorCode.SERVER_ERROR,
                    "HourglassEncodeProcessorFactory: <str name=\"%s\"> is missing".formatted(name));
        }
        return given;
    }

    @Override
    public void inform(SolrCore core) {
        SchemaField field = core.getLatestSchema().getField(code);
        if (!(field.getType() instanceof CodeField codes)) {
            throw new SolrException(
                    ErrorCode.SERVER_ERROR,
                    "HourglassEncodeProcessorFactory: the field '%s' is no CodeField".formatted(code));
        }
        ModelEncoder read = read(core);
        if (read.bits() != codes.bits()) {
            throw new SolrException(
                    ErrorCode.SERVER_ERROR,
                    "the model %s makes codes of %d bits, but the field '%s' has bits=\"%d\""
                            .formatted(model, read.bits(), code, codes.bits()));
        }
        encoder = read;
    }

    /** A model is read from a file of its own, since the configset may lie in ZooKeeper. */
    private ModelEncoder read(SolrCore core) {
        try {
            Path copy = Files.createTempFile("hourglass", ".safetensors");
            try (InputStream stream = core.getResourceLoader().openResource(model)) {
                Files.copy(stream, copy, StandardCopyOption.REPLACE_EXISTING);
                return new ModelEncoder(model, ModelFile.read(copy));
            } catch (InputException e) {
                throw new SolrException(
                        ErrorCode.SERVER_ERROR,
                        "the model " + String.valueOf(e.getMessage()).replace(copy.toString(), model),
                        e);
            } finally {
                Files.delete(copy);
            }
        } catch (IOException e) {
            throw new SolrException(
                    ErrorCode.SERVER_ERROR,
                    "the model %s cannot be read; put it into the configset, or into a jar in the folder lib"
                            .formatted(model),
                    e);
        }
    }

    @Override
    public UpdateRequestProcessor getInstance(
            SolrQueryRequest request, SolrQueryResponse response, UpdateRequestProcessor next) {
        if (encoder == null) {
            throw new IllegalStateException("no core has been opened");
        }
        return new EncodeProcessor(encoder, source, code, fingerprint, next);
    }
}
