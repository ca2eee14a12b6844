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
    private final String text;
    private final Logger root = (Logger) LogManager.getRootLogger();

    private LogLines(String prefix, String text) {
        super("lines", null, null, true, Property.EMPTY_ARRAY);
        this.prefix = prefix;
        this.text = text;
    }

    /** Warnings and errors with a text, of the loggers under a name. Other tests log meanwhile too. */
    static LogLines ofWarnings(String prefix, String text) {
        LogLines lines = new LogLines(prefix, text);
        lines.start();
        lines.root.addAppender(lines);
        return lines;
    }

    List<String> all() {
        return lines;
    }

    @Override
    public void append(LogEvent event) {
        String line = event.getMessage().getFormattedMessage();
        if (event.getLevel().isMoreSpecificThan(Level.WARN)
                && event.getLoggerName().startsWith(prefix)
                && line.contains(text)) {
            lines.add(line);
        }
    }

    @Override
    public void close() {
        root.removeAppender(this);
        stop();
    }
}
