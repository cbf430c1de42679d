package icaconnect.enforced;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/** Gives tests the one MiniStack of the run, and the laboratory with the application on it. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("ministack")
@ExtendWith(MiniStackExtension.class)
@interface OnMiniStack {}
