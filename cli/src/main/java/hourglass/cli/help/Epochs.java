package hourglass.cli.help;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** How many {@code --epochs} a command takes by default, at the mixin that declares the option. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface Epochs {
    /** The default in words, such as a number. */
    String value();
}
