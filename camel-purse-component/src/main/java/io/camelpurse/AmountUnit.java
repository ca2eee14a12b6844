package io.camelpurse;

/**
 * The unit of the amounts that a route hands in. What Purse answers is always in minor units.
 */
public enum AmountUnit {

    /** Whole numbers as Purse takes them (section 3 of the API reference): {@code 4299} is 42.99 EUR. */
    minor,

    /** Decimals as business software writes them: {@code 42.99}. Needs the currency, for its number of decimals. */
    major
}
