package io.camelpurse;

import static io.camelpurse.WebhookReceiver.PATH;

import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Senders that go on with a body, byte for byte, for as long as their connections are open. */
final class DrippingSenders implements AutoCloseable {

    private final WebhookReceiver receiver;
    private final List<Socket> dripping = new CopyOnWriteArrayList<>();
    private final List<Socket> silent = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService drips = Executors.newSingleThreadScheduledExecutor();

    DrippingSenders(WebhookReceiver receiver) {
        this.receiver = receiver;
        drips.scheduleAtFixedRate(() -> dripping.removeIf(DrippingSenders::isGone), 0, 100, TimeUnit.MILLISECONDS);
    }

    /** Adds senders, and another one for each whose connection the server closes. */
    void keep(int senders, String lines) throws IOException {
        add(senders, lines);
        drips.scheduleAtFixedRate(
                () -> {
                    try {
                        add(senders - dripping.size(), lines);
                    } catch (IOException later) {
                        // The server does not accept connections at this moment.
                    }
                },
                100,
                100,
                TimeUnit.MILLISECONDS);
    }

    /** @param lines of the head, each with its end */
    void add(int senders, String lines) throws IOException {
        for (int i = 0; i < senders; i++) {
            dripping.add(begin(lines));
        }
    }

    /** Adds one that sends the head and nothing of the body. */
    void addSilent(String lines) throws IOException {
        silent.add(begin(lines));
    }

    private Socket begin(String lines) throws IOException {
        Socket socket = receiver.connect();
        socket.getOutputStream()
                .write(("POST " + PATH + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n" + lines
                                + "Content-Length: 100000\r\n\r\n")
                        .getBytes());
        return socket;
    }

    /** How many there are but for those that drip and noticed that the server closed their connection. */
    int open() {
        return dripping.size() + silent.size();
    }

    /** How many drip into connections that the server has not closed yet. */
    int dripping() {
        return dripping.size();
    }

    /** What each got until its connection was closed. */
    List<WebhookReceiver.Answer> answers() throws IOException {
        List<WebhookReceiver.Answer> answers = new ArrayList<>();
        for (Socket socket : all()) {
            answers.add(WebhookReceiver.answer(socket));
        }
        return answers;
    }

    private List<Socket> all() {
        return Stream.concat(dripping.stream(), silent.stream()).toList();
    }

    private static boolean isGone(Socket socket) {
        try {
            socket.getOutputStream().write(' ');
            return false;
        } catch (IOException closed) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        drips.shutdownNow();
        for (Socket socket : all()) {
            socket.close();
        }
    }
}
