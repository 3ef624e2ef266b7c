package hourglass.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.spark.connect.proto.Command;
import org.apache.spark.connect.proto.CreateDataFrameViewCommand;
import org.apache.spark.connect.proto.ExecutePlanRequest;
import org.apache.spark.connect.proto.ExecutePlanResponse;
import org.apache.spark.connect.proto.Expression.Literal;
import org.apache.spark.connect.proto.MlCommand;
import org.apache.spark.connect.proto.MlOperator;
import org.apache.spark.connect.proto.MlParams;
import org.apache.spark.connect.proto.MlRelation;
import org.apache.spark.connect.proto.ObjectRef;
import org.apache.spark.connect.proto.Plan;
import org.apache.spark.connect.proto.Relation;
import org.apache.spark.connect.proto.SQL;
import org.apache.spark.connect.proto.SparkConnectServiceGrpc;
import org.apache.spark.connect.proto.UserContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.connect.service.SparkConnectService$;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparkproject.connect.grpc.ManagedChannel;
import org.sparkproject.connect.grpc.ManagedChannelBuilder;

/** The protocol of Spark Connect, as PySpark speaks it: estimators by name, plain parameters, everything else as columns. */
class ConnectTest {
    private static final String SESSION = UUID.randomUUID().toString();
    private static final Relation ITEMS = sql(
            "select id, array(cast(id % 2 as float), 1 - cast(id % 2 as float), cast(id % 3 = 0 as int)) features from range(60)");
    private static SparkSession spark;
    private static ManagedChannel channel;
    private static SparkConnectServiceGrpc.SparkConnectServiceBlockingStub server;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        spark = LocalSpark.threads();
        channel = ManagedChannelBuilder.forAddress("localhost", SparkConnectService$.MODULE$.localPort())
                .usePlaintext()
                .build();
        server = SparkConnectServiceGrpc.newBlockingStub(channel);
    }

    @AfterAll
    static void stop() {
        channel.shutdownNow();
    }

    private static Relation sql(String query) {
        return Relation.newBuilder().setSql(SQL.newBuilder().setQuery(query)).build();
    }

    private static List<ExecutePlanResponse> execute(Command command) {
        ExecutePlanRequest request = ExecutePlanRequest.newBuilder()
                .setSessionId(SESSION)
                .setUserContext(UserContext.newBuilder().setUserId("someone"))
                .setPlan(Plan.newBuilder().setCommand(command))
                .build();
        List<ExecutePlanResponse> responses = new ArrayList<>();
        server.executePlan(request).forEachRemaining(responses::add);
        return responses;
    }

    private static List<ExecutePlanResponse> execute(MlCommand.Builder command) {
        return execute(Command.newBuilder().setMlCommand(command).build());
    }

    private static Literal text(String value) {
        return Literal.newBuilder().setString(value).build();
    }

    private static Literal number(int value) {
        return Literal.newBuilder().setInteger(value).build();
    }

    private static MlOperator.Builder operator(Class<?> kind, MlOperator.OperatorType type) {
        return MlOperator.newBuilder()
                .setName(kind.getName())
                .setUid(kind.getSimpleName() + "_1")
                .setType(type);
    }

    private static ObjectRef fit(Class<?> estimator, Map<String, Literal> params) {
        return execute(MlCommand.newBuilder()
                        .setFit(MlCommand.Fit.newBuilder()
                                .setEstimator(operator(estimator, MlOperator.OperatorType.OPERATOR_TYPE_ESTIMATOR))
                                .setParams(MlParams.newBuilder().putAllParams(params))
                                .setDataset(ITEMS)))
                .stream()
                .filter(ExecutePlanResponse::hasMlCommandResult)
                .map(response -> response.getMlCommandResult().getOperatorInfo().getObjRef())
                .findFirst()
                .orElseThrow();
    }

    /** What a model makes of the items, taken up through a view that all sessions see. */
    private static List<Row> transformed(MlRelation.Transform.Builder transform) {
        Relation encoded = Relation.newBuilder()
                .setMlRelation(MlRelation.newBuilder()
                        .setTransform(transform.setInput(ITEMS).setParams(MlParams.newBuilder())))
                .build();
        execute(Command.newBuilder()
                .setCreateDataframeView(CreateDataFrameViewCommand.newBuilder()
                        .setInput(encoded)
                        .setName("encoded")
                        .setIsGlobal(true)
                        .setReplace(true))
                .build());
        return spark.table("global_temp.encoded").orderBy("id").collectAsList();
    }

    @Test
    void anAutoencoderIsFittedByNameAndItsColumnsAreRead() {
        ObjectRef model = fit(
                AutoencoderEstimator.class,
                Map.of(
                        "layers", text("2"),
                        "optimizer", text("lbfgs"),
                        "maxIter", number(20),
                        "addressCol", text("address"),
                        "errorCol", text("error")));
        List<Row> rows = transformed(MlRelation.Transform.newBuilder().setObjRef(model));
        assertThat(rows).hasSize(60);
        assertThat(rows.get(0).schema().fieldNames()).containsExactly("id", "features", "codes", "address", "error");
        // Items 0 and 6 are equal, 0 and 1 are not.
        assertThat(rows.get(6).getList(2)).isEqualTo(rows.get(0).getList(2));
        assertThat(rows.get(1).getList(2)).isNotEqualTo(rows.get(0).getList(2));
    }

    @Test
    void aHasherIsFittedSavedAndLoadedAgain() {
        ObjectRef model = fit(HasherEstimator.class, Map.of("method", text("lsh"), "bits", number(8)));
        List<Row> fitted = transformed(MlRelation.Transform.newBuilder().setObjRef(model));
        String path = folder.resolve("model").toUri().toString();
        execute(MlCommand.newBuilder()
                .setWrite(MlCommand.Write.newBuilder().setObjRef(model).setPath(path)));
        ObjectRef loaded = execute(MlCommand.newBuilder()
                        .setRead(MlCommand.Read.newBuilder()
                                .setOperator(operator(HasherModel.class, MlOperator.OperatorType.OPERATOR_TYPE_MODEL))
                                .setPath(path)))
                .stream()
                .filter(ExecutePlanResponse::hasMlCommandResult)
                .map(response -> response.getMlCommandResult().getOperatorInfo().getObjRef())
                .findFirst()
                .orElseThrow();
        List<Row> again = transformed(MlRelation.Transform.newBuilder().setObjRef(loaded));
        assertThat(again)
                .extracting(row -> row.<byte[]>getAs("binary")[0])
                .isEqualTo(fitted.stream()
                        .map(row -> row.<byte[]>getAs("binary")[0])
                        .toList());
    }

    @Test
    void whatIsWrongReachesTheClient() {
        assertThatThrownBy(() -> fit(AutoencoderEstimator.class, Map.of("inputCol", text("pixels"))))
                .hasMessageContaining("column pixels: is not among its columns: id, features");
    }
}
