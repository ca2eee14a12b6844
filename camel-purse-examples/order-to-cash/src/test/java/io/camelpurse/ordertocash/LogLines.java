package io.camelpurse.ordertocash;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;

/** What is logged in the meantime, as it is printed. */
final class LogLines extends AbstractAppender implements AutoCloseable {

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final String prefix;
    private final Logger root = (Logger) LogManager.getRootLogger();

    private LogLines(String prefix) {
        super("lines", null, null, true, Property.EMPTY_ARRAY);
        this.prefix = prefix;
    }

    /** Warnings and errors of the loggers under a name. */
    static LogLines ofWarnings(String prefix) {
        LogLines lines = new LogLines(prefix);
        lines.start();
        lines.root.addAppender(lines);
        return lines;
    }

    List<String> all() {
        return lines;
    }

    @Override
    public void append(LogEvent event) {
        if (event.getLevel().isMoreSpecificThan(Level.WARN)
                && event.getLoggerName().startsWith(prefix)) {
            lines.add(event.getMessage().getFormattedMessage());
        }
    }

    @Override
    public void close() {
        root.removeAppender(this);
        stop();
    }
}
