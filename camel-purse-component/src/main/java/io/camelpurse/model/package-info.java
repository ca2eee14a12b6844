/**
 * What the Purse Payment API v2 returns and accepts, as read-only records for Jackson 2.19 or newer.
 *
 * <ul>
 *   <li>A field that is absent is null; so is one that is {@code null} in JSON. Lists are null where absent.
 *   <li>Fields that a record does not list are kept, at every level, and written back.
 *   <li>Statuses and other enumerated values are text, since the API may send newer ones; classes such as
 *       {@link io.camelpurse.model.OperationStatus} name the known ones.
 *   <li>Amounts are whole numbers in minor units of the currency (42.99 EUR is 4299); they are read from numbers and
 *       from texts, and a fraction is an error.
 *   <li>Date-times are kept as the text that came, so that they are written back the same.
 *   <li>No text form shows card data, personal data, tokens or the values of webhook headers.
 * </ul>
 */
package io.camelpurse.model;
