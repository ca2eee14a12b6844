package io.camelpurse.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRangesTest {

    @ParameterizedTest
    @CsvSource({
        "34.22.174.22, 34.22.174.22, true",
        "34.22.174.22, 34.22.174.23, false",
        "10.0.0.0/8, 10.255.1.1, true",
        "10.0.0.0/8, 11.0.0.1, false",
        "192.168.4.0/22, 192.168.7.255, true",
        "192.168.4.0/22, 192.168.8.0, false",
        "0.0.0.0/0, 1.2.3.4, true",
        "0.0.0.0/0, ::1, false",
        "2001:db8::/33, 2001:db8:7fff::1, true",
        "2001:db8::/33, 2001:db8:8000::1, false"
    })
    void anAddressIsInItsRange(String range, String address, boolean expected) {
        assertThat(new AddressRanges(List.of(range)).contain(address)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "localhost", "1.2.3", "1.2.3.4.5", "999.1.1.1", "unknown"})
    void whatIsNoAddressIsInNoRange(String address) {
        assertThat(new AddressRanges(List.of("0.0.0.0/0")).contain(address)).isFalse();
    }

    @Test
    void anUnknownAddressIsInNoRange() {
        assertThat(new AddressRanges(List.of("0.0.0.0/0")).contain(null)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/x", "example.com/8", "2001:db8::/129"})
    void whatIsNoRangeIsRejected(String range) {
        assertThatThrownBy(() -> new AddressRanges(List.of(range))).hasMessageContaining(range);
    }
}
