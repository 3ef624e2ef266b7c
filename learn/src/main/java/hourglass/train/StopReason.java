package hourglass.train;

/** Why a run ended. */
public enum StopReason {
    /** All epochs were run. */
    FINISHED,
    /** The validation loss had not fallen for as many epochs as the patience allows. */
    NO_IMPROVEMENT,
    /** The listener asked for it; the run can be resumed. */
    ASKED
}
