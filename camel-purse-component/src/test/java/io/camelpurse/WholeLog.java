package io.camelpurse;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.Appender;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.config.Property;

/** Everything that anybody logs at any level, with threads, diagnostic contexts and stack traces. */
final class WholeLog extends AbstractAppender implements AutoCloseable {

    /** One event, with all that a layout can show of it. */
    record Line(Level level, String logger, String text) {}

    private final Queue<Line> lines = new ConcurrentLinkedQueue<>();
    private final LoggerContext context = (LoggerContext) LogManager.getContext(false);
    private final LoggerConfig root = context.getConfiguration().getRootLogger();
    private final Level level = root.getLevel();
    private final Appender file = root.getAppenders().get("file");

    private WholeLog() {
        super("captured", null, null, true, Property.EMPTY_ARRAY);
    }

    static WholeLog atAllLevels() {
        WholeLog log = new WholeLog();
        log.start();
        log.root.removeAppender("file");
        log.root.addAppender(log, Level.ALL, null);
        log.root.setLevel(Level.ALL);
        log.context.updateLoggers();
        return log;
    }

    @Override
    public void append(LogEvent event) {
        StringWriter line = new StringWriter();
        line.append(event.getThreadName()).append(' ');
        line.append(event.getLoggerName()).append(' ');
        line.append(String.valueOf(event.getContextData())).append(' ');
        line.append(event.getMessage().getFormattedMessage());
        if (event.getThrown() != null) {
            event.getThrown().printStackTrace(new PrintWriter(line));
        }
        lines.add(new Line(event.getLevel(), event.getLoggerName(), line.toString()));
    }

    Queue<Line> lines() {
        return lines;
    }

    @Override
    public void close() {
        root.removeAppender("captured");
        root.addAppender(file, null, null);
        root.setLevel(level);
        context.updateLoggers();
        stop();
    }
}
