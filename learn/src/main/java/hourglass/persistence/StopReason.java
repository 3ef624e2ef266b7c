package hourglass.persistence;

/** Why a run ended. */
public enum StopReason {
    /** All epochs were run. */
    FINISHED,
    /** The validation loss had not fallen for as many epochs as the patience allows. */
    NO_IMPROVEMENT,
    /** The listener stopped it; the run can be resumed. */
    INTERRUPTED
}
