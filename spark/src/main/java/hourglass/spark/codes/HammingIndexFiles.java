package hourglass.spark.codes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hourglass.data.InputException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder of index files and the list of them, {@value #LIST}, which is written last, so that what it names is whole.
 *
 * @param idType the name of the type of the ids
 */
record HammingIndexFiles(String folder, int bits, String idType, List<File> files) implements Serializable {
    /**
     * One file of codes with their ids.
     *
     * @param checksum CRC-32C of its bytes
     */
    record File(String name, long codes, long length, long checksum) implements Serializable {}

    private static final String LIST = "index.json";
    private static final Logger LOG = LoggerFactory.getLogger(HammingIndexFiles.class);
    private static final int VERSION = 1;
    private static final ObjectMapper JSON = new ObjectMapper();

    Path path(File file) {
        return new Path(folder, file.name);
    }

    /** The type of the ids. */
    DataType type() {
        return DataType.fromDDL(idType);
    }

    /** Whether ids are kept as text. */
    boolean isText() {
        return type().equals(DataTypes.StringType);
    }

    /** Whether a folder has an index, or anything else. */
    static boolean exists(String folder, Configuration hadoop) {
        Path path = new Path(folder);
        try {
            FileSystem system = path.getFileSystem(hadoop);
            return system.exists(path) && system.listStatus(path).length > 0;
        } catch (IOException e) {
            throw unreadable(folder, e);
        }
    }

    /** Reads the list of a folder. */
    static HammingIndexFiles read(String folder, Configuration hadoop) {
        Path path = new Path(folder, LIST);
        try (InputStream stream = path.getFileSystem(hadoop).open(path)) {
            JsonNode list = JSON.readTree(stream);
            if (list.path("version").asInt() != VERSION) {
                throw new InputException(
                        path.toString(),
                        "",
                        "is of version %s, not %d".formatted(list.path("version"), VERSION),
                        "read it by the release that wrote it, or fit it again");
            }
            List<File> files = new ArrayList<>();
            for (JsonNode file : list.path("files")) {
                files.add(new File(
                        file.path("name").asText(),
                        file.path("codes").asLong(),
                        file.path("length").asLong(),
                        file.path("crc32c").asLong()));
            }
            return new HammingIndexFiles(
                    folder, list.path("bits").asInt(), list.path("ids").asText(), files);
        } catch (FileNotFoundException e) {
            throw new InputException(folder, "", "has no index", "fit one, or check the path", e);
        } catch (IOException e) {
            throw unreadable(folder, e);
        }
    }

    private static InputException unreadable(String folder, IOException e) {
        return new InputException(
                folder, "", "cannot be read (" + e.getMessage() + ")", "check the path and the permissions", e);
    }

    /** Writes the list, and deletes all other files of the folder that an index wrote. */
    void write(Configuration hadoop) {
        List<Map<String, Object>> entries = new ArrayList<>();
        for (File file : files) {
            entries.add(Map.of("name", file.name, "codes", file.codes, "length", file.length, "crc32c", file.checksum));
        }
        Path path = new Path(folder, LIST);
        try {
            FileSystem system = path.getFileSystem(hadoop);
            byte[] list = JSON.writerWithDefaultPrettyPrinter()
                    .writeValueAsBytes(Map.of("version", VERSION, "bits", bits, "ids", idType, "files", entries));
            try (OutputStream stream = system.create(path, true)) {
                stream.write(list);
            }
            deleteOthers(system);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void deleteOthers(FileSystem system) throws IOException {
        for (FileStatus status : system.listStatus(new Path(folder))) {
            String name = status.getPath().getName();
            if (name.startsWith(HammingIndexWriter.PREFIX)
                    && files.stream().noneMatch(file -> file.name.equals(name))) {
                system.delete(status.getPath(), false);
            }
        }
    }

    /** Deletes the files of a fit that failed; what cannot be deleted stays. */
    static void deleteRun(String folder, String run, Configuration hadoop) {
        Path path = new Path(folder);
        try {
            FileSystem system = path.getFileSystem(hadoop);
            for (FileStatus status : system.exists(path) ? system.listStatus(path) : new FileStatus[0]) {
                if (status.getPath().getName().contains("-" + run + "-")) {
                    system.delete(status.getPath(), false);
                }
            }
        } catch (IOException e) {
            LOG.warn("files of a fit that failed stay in {}", folder, e);
        }
    }
}
