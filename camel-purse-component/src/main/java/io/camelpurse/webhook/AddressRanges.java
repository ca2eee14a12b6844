package io.camelpurse.webhook;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * Addresses that webhook requests are accepted from, as CIDR ranges such as {@code 34.22.174.22/32}.
 */
final class AddressRanges {

    private final List<Range> ranges;

    /**
     * Reads the ranges.
     *
     * @param ranges in CIDR notation; an address without a prefix length is a range of one address
     * @throws IllegalArgumentException if one is not in CIDR notation
     */
    AddressRanges(List<String> ranges) {
        this.ranges = ranges.stream().map(Range::parse).toList();
    }

    /**
     * Whether an address is in one of the ranges.
     *
     * @param address a numeric IPv4 or IPv6 address, or {@code null} if it is not known
     * @return {@code false} also for a text that is not an address
     */
    boolean contain(String address) {
        byte[] bytes = address == null ? null : bytes(address);
        return bytes != null && ranges.stream().anyMatch(range -> range.contains(bytes));
    }

    /** Only of a numeric address: a host name is never resolved. */
    private static byte[] bytes(String address) {
        boolean numeric = address.indexOf(':') >= 0 && address.matches("[0-9a-fA-F:.]+")
                || address.matches("\\d{1,3}(\\.\\d{1,3}){3}");
        if (!numeric) {
            return null;
        }
        try {
            return InetAddress.getByName(address).getAddress();
        } catch (UnknownHostException e) {
            return null;
        }
    }

    private record Range(byte[] network, int prefixLength) {

        static Range parse(String text) {
            String[] parts = text.strip().split("/", 2);
            byte[] network = bytes(parts[0]);
            int longest = network == null ? 0 : network.length * Byte.SIZE;
            int length = parts.length == 1 ? longest : parts[1].matches("\\d{1,3}") ? Integer.parseInt(parts[1]) : -1;
            if (network == null || length < 0 || length > longest) {
                throw new IllegalArgumentException("'" + text.strip()
                        + "' in webhookAllowedAddresses is no CIDR range: write it as 34.22.174.22/32 or"
                        + " 2001:db8::/32");
            }
            return new Range(network, length);
        }

        boolean contains(byte[] address) {
            if (address.length != network.length) {
                return false;
            }
            int wholeBytes = prefixLength / Byte.SIZE;
            int restBits = prefixLength % Byte.SIZE;
            if (!Arrays.equals(address, 0, wholeBytes, network, 0, wholeBytes)) {
                return false;
            }
            int mask = 0xff << (Byte.SIZE - restBits);
            return restBits == 0 || (address[wholeBytes] & mask) == (network[wholeBytes] & mask);
        }
    }
}
