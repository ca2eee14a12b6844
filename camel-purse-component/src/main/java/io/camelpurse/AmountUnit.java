package io.camelpurse;

/**
 * Unit of the amounts that a route sets. Amounts in responses are always in minor units.
 */
public enum AmountUnit {

    /** Whole numbers of the currency's minor unit, as Purse takes them: {@code 4299} is 42.99 EUR. */
    minor,

    /** Decimals, as business software writes them: {@code 42.99}. Converted by the currency's number of decimals. */
    major
}
