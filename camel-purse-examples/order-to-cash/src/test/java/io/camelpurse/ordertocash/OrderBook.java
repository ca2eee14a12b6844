package io.camelpurse.ordertocash;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The tables of the application, as a person sees them. */
final class OrderBook {

    private final String url;
    private final String user;
    private final String password;

    /** @param settings the application's */
    OrderBook(Map<String, String> settings) {
        url = settings.get("orderToCash.database");
        user = settings.getOrDefault("camel.beans.orderBook.username", "sa");
        password = settings.getOrDefault("camel.beans.orderBook.password", "");
    }

    /** For statements that are one transaction. */
    Connection connect() throws SQLException {
        return DriverManager.getConnection(url, user, password);
    }

    /** The rows by column name, each value as text. */
    List<Map<String, String>> rows(String query, Object... parameters) {
        try (Connection connection = connect();
                PreparedStatement statement = connection.prepareStatement(query)) {
            for (int index = 0; index < parameters.length; index++) {
                statement.setObject(index + 1, parameters[index]);
            }
            List<Map<String, String>> rows = new ArrayList<>();
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    Map<String, String> row = new LinkedHashMap<>();
                    for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
                        row.put(
                                result.getMetaData().getColumnLabel(column).toLowerCase(Locale.ROOT),
                                result.getString(column));
                    }
                    rows.add(row);
                }
            }
            return rows;
        } catch (SQLException cause) {
            throw new IllegalStateException(query, cause);
        }
    }

    /** The bytes in the first column of the first row. */
    byte[] bytes(String query, Object parameter) {
        try (Connection connection = connect();
                PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setObject(1, parameter);
            try (ResultSet result = statement.executeQuery()) {
                if (!result.next()) {
                    throw new IllegalStateException("no row: " + query);
                }
                return result.getBytes(1);
            }
        } catch (SQLException cause) {
            throw new IllegalStateException(query, cause);
        }
    }

    /** Executes a statement, as a person does. */
    int execute(String sql, Object... parameters) {
        try (Connection connection = connect();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int index = 0; index < parameters.length; index++) {
                statement.setObject(index + 1, parameters[index]);
            }
            return statement.executeUpdate();
        } catch (SQLException cause) {
            throw new IllegalStateException(sql, cause);
        }
    }
}
