import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executors;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A service that is configured like one of Spring Boot's, by the same variables, and needs nothing but a JDK:
 * {@code java Service.java}.
 *
 * <pre>
 * GET /actuator/health   200 when Redis, PostgreSQL and Kafka answer, otherwise 503
 * PUT /values/{key}      keeps the body in Redis for a minute
 * GET /values/{key}      what Redis holds, with the seconds that are left in the header Age-Left
 * </pre>
 */
public class Service {
    private static final int SECONDS_TO_LIVE = 60;

    public static void main(String[] arguments) throws IOException {
        var server = HttpServer.create(new InetSocketAddress("127.0.0.1", Integer.parseInt(required("SERVER_PORT"))), 0);
        server.createContext("/actuator/health", Service::health);
        server.createContext("/values/", Service::values);
        server.setExecutor(Executors.newCachedThreadPool());
        server.start();
        System.out.println("Started, listening on " + server.getAddress());
    }

    private static void health(HttpExchange exchange) throws IOException {
        var components = new LinkedHashMap<String, Probe>();
        components.put("redis", Service::redisAnswers);
        components.put("db", Service::postgresAnswers);
        components.put("kafka", Service::kafkaAnswers);

        var up = true;
        var text = new StringBuilder();
        for (Map.Entry<String, Probe> component : components.entrySet()) {
            String status;
            try {
                component.getValue().run();
                status = "UP";
            } catch (IOException | RuntimeException exception) {
                up = false;
                status = "DOWN";
                System.err.println(component.getKey() + " does not answer: " + exception.getMessage());
            }
            text.append(text.length() == 0 ? "" : ",")
                .append("\"" + component.getKey() + "\":{\"status\":\"" + status + "\"}");
        }
        answer(exchange, up ? 200 : 503, "{\"status\":\"" + (up ? "UP" : "DOWN") + "\",\"components\":{" + text + "}}");
    }

    private static void values(HttpExchange exchange) throws IOException {
        var key = exchange.getRequestURI().getPath().substring("/values/".length());
        try (var redis = new Redis()) {
            switch (exchange.getRequestMethod()) {
                case "PUT" -> {
                    var value = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
                    redis.ask("SET", key, value, "EX", String.valueOf(SECONDS_TO_LIVE));
                    answer(exchange, 204, null);
                }
                case "GET" -> {
                    var value = redis.ask("GET", key);
                    exchange.getResponseHeaders().add("Age-Left", redis.ask("TTL", key));
                    answer(exchange, value == null ? 404 : 200, value == null ? "" : value);
                }
                default -> answer(exchange, 405, "");
            }
        } catch (IOException exception) {
            System.err.println("Redis does not answer: " + exception.getMessage());
            answer(exchange, 503, "Redis does not answer");
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        try (exchange) {
            var bytes = body == null ? new byte[0] : body.getBytes(UTF_8);
            exchange.sendResponseHeaders(status, body == null ? -1 : bytes.length);
            if (body != null) {
                exchange.getResponseBody().write(bytes);
            }
        }
    }

    private static void redisAnswers() throws IOException {
        try (var redis = new Redis()) {
            redis.ask("PING");
        }
    }

    /** Asks PostgreSQL whether it speaks TLS, which it answers with one letter to everybody. */
    private static void postgresAnswers() throws IOException {
        var address = URI.create(required("SPRING_DATASOURCE_URL").substring("jdbc:".length()));
        required("SPRING_DATASOURCE_USERNAME");
        required("SPRING_DATASOURCE_PASSWORD");
        try (var socket = connect(address.getHost(), address.getPort())) {
            var out = new DataOutputStream(socket.getOutputStream());
            out.writeInt(8);
            out.writeInt(80877103);
            var letter = socket.getInputStream().read();
            if (letter != 'S' && letter != 'N') {
                throw new IOException("this is not PostgreSQL");
            }
        }
    }

    /** Asks a broker for the versions that it speaks, and reads back the number of the question. */
    private static void kafkaAnswers() throws IOException {
        var first = required("SPRING_KAFKA_BOOTSTRAP_SERVERS").split(",")[0].split(":");
        try (var socket = connect(first[0], Integer.parseInt(first[1]))) {
            var out = new DataOutputStream(socket.getOutputStream());
            out.writeInt(10);
            out.writeShort(18);
            out.writeShort(0);
            out.writeInt(4711);
            out.writeShort(-1);
            var in = new DataInputStream(socket.getInputStream());
            in.readInt();
            if (in.readInt() != 4711) {
                throw new IOException("this is not Kafka");
            }
        }
    }

    private static Socket connect(String host, int port) throws IOException {
        var socket = new Socket();
        socket.setSoTimeout(5000);
        socket.connect(new InetSocketAddress(host, port), 5000);
        return socket;
    }

    private static String required(String variable) {
        var value = System.getenv(variable);
        if (value == null || value.isEmpty()) {
            throw new IllegalStateException(variable + " is not set");
        }
        return value;
    }

    private interface Probe {
        void run() throws IOException;
    }

    /** A connection to Redis, in as much of its protocol as is needed here. */
    private static final class Redis implements AutoCloseable {
        private final Socket socket = connect(required("SPRING_DATA_REDIS_HOST"), Integer.parseInt(required("SPRING_DATA_REDIS_PORT")));
        private final InputStream in = new BufferedInputStream(socket.getInputStream());

        Redis() throws IOException {
            var password = System.getenv("SPRING_DATA_REDIS_PASSWORD");
            if (password != null && !password.isEmpty()) {
                ask("AUTH", password);
            }
        }

        /** The answer to a command as text, or null for nothing. */
        String ask(String... words) throws IOException {
            var request = new StringBuilder("*" + words.length + "\r\n");
            for (var word : words) {
                request.append("$" + word.getBytes(UTF_8).length + "\r\n" + word + "\r\n");
            }
            socket.getOutputStream().write(request.toString().getBytes(UTF_8));

            var line = line();
            return switch (line.charAt(0)) {
                case '+', ':' -> line.substring(1);
                case '$' -> bulk(Integer.parseInt(line.substring(1)));
                default -> throw new IOException(words[0] + " was answered with " + line);
            };
        }

        private String bulk(int length) throws IOException {
            if (length < 0) {
                return null;
            }
            var value = new String(in.readNBytes(length), UTF_8);
            line();
            return value;
        }

        private String line() throws IOException {
            var line = new StringBuilder();
            for (var letter = in.read(); letter != '\n'; letter = in.read()) {
                if (letter < 0) {
                    throw new IOException("the connection was closed");
                }
                line.append((char) letter);
            }
            return line.toString().trim();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
