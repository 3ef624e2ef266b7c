package hourglass.cli.help;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What {@code --output} means in a command, at the mixin that declares it. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface Output {
    /** The description. */
    String value();

    /** What stands for the value. */
    String label() default "FILE";

    /** The value where none is given; without it the option is required. */
    String defaultValue() default "";
}
