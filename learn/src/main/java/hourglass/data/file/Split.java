package hourglass.data.file;

/** The two parts in which data sets are published. */
public enum Split {
    TRAIN,
    TEST
}
