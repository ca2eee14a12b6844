<?xml version="1.0" encoding="UTF-8"?>
<!--
  What a business document says, as one flat JSON object:
    kind, number, order     Order, Invoice, OrderCancellation or CreditNote, its number, and the number of its order
    invoice                 the number of the invoice that a credit note corrects, where it names one
    currency, amount        what is to be paid, a decimal at the scale of the currency; a cancellation has neither
    decimals                how many the currency has
    final                   true for the final invoice of an order: what it does not capture is voided
    state                   open, or rejected, and then the first fault that was found:
    reason, field, value, remedy
-->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:f="urn:camel-purse:order-to-cash"
    xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
    xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
  <xsl:include href="values.xsl"/>
  <xsl:output method="json" encoding="UTF-8"/>

  <!--
    What a document is for, by its code of UNTDID 1001. A code that no list names is rejected, because a code that
    nobody has thought about must not take money from a shopper. A shopper has to pay debit notes (80, 84, 383),
    metered services (82), price variation (295), partial (326) and commercial invoices (331, 380), consolidated
    (385), prepayment (386), hire (387), tax (388), self-billed (389) and lease invoices (394), and those of a
    construction (875, 876, 877). The final one of an order (218, 877) also says that nothing else follows. A shopper
    gets back the credit notes of EN 16931, but for the reversal of a credit (458), which takes money.
  -->
  <xsl:variable name="payable-codes" select="
      tokenize('80 82 84 218 295 326 331 380 383 385 386 387 388 389 394 875 876 877')"/>
  <xsl:variable name="final-codes" select="'218', '877'"/>
  <xsl:variable name="credit-codes" select="tokenize('81 83 261 262 296 308 381 396 420 502 503 532')"/>

  <!-- Numbers name a merchant reference; the number of an order is part of the shopper's return URL as well. -->
  <xsl:variable name="number-pattern" select="'^[A-Za-z0-9\-_./#: ]*$'"/>
  <!-- What the void behind a final invoice has behind the invoice's number in its reference. -->
  <xsl:variable name="rest-suffix" select="'/rest'"/>
  <xsl:variable name="order-pattern" select="'^[A-Za-z0-9\-_][A-Za-z0-9\-_.]{0,63}$'"/>

  <xsl:template match="/*">
    <xsl:variable name="kind" select="substring(local-name(), 1, 40)"/>
    <xsl:variable name="known" as="xs:boolean" select="$kind = ('Order', 'Invoice', 'OrderCancellation', 'CreditNote')
        and namespace-uri() eq 'urn:oasis:names:specification:ubl:schema:xsd:' || $kind || '-2'"/>
    <xsl:variable name="number" select="normalize-space(cbc:ID[1])"/>

    <!-- The order that the document belongs to. Lines may name it as well: another one there is another order. -->
    <xsl:variable name="orders" select="(if ($kind eq 'Order') then cbc:ID
        else (cac:OrderReference, .//cac:OrderLineReference/cac:OrderReference)/cbc:ID) ! normalize-space()[. ne '']"/>
    <xsl:variable name="order" select="($orders[1], '')[1]"/>
    <xsl:variable name="order-field" select="if ($kind eq 'Order') then 'cbc:ID' else 'cac:OrderReference/cbc:ID'"/>

    <!-- The invoice that a credit note corrects, by whichever name and in whichever place it says so. -->
    <xsl:variable name="billing" select=".[$kind eq 'CreditNote']//cac:BillingReference"/>
    <xsl:variable name="invoices" select="$billing/(cac:InvoiceDocumentReference
        | cac:SelfBilledInvoiceDocumentReference | cac:DebitNoteDocumentReference | cac:CreditNoteDocumentReference
        | cac:SelfBilledCreditNoteDocumentReference)/cbc:ID ! normalize-space()[. ne '']"/>
    <xsl:variable name="invoice" select="$invoices[1]"/>
    <xsl:variable name="invoice-field" select="'cac:BillingReference/cac:InvoiceDocumentReference/cbc:ID'"/>

    <xsl:variable name="type" select="cbc:InvoiceTypeCode, cbc:CreditNoteTypeCode"/>
    <xsl:variable name="code" select="$type[1] ! normalize-space()"/>

    <xsl:variable name="final" as="xs:boolean" select="$kind eq 'Invoice' and $code = $final-codes"/>

    <xsl:variable name="total" select="cac:AnticipatedMonetaryTotal, cac:LegalMonetaryTotal"/>
    <xsl:variable name="payable" select="$total ! cbc:PayableAmount"/>
    <xsl:variable name="payable-field" select="(f:field($payable[1]), if ($kind eq 'Order')
        then 'cac:AnticipatedMonetaryTotal/cbc:PayableAmount' else 'cac:LegalMonetaryTotal/cbc:PayableAmount')[1]"/>
    <xsl:variable name="paid" select="normalize-space($payable[1])"/>
    <xsl:variable name="currency" select="(f:text((cbc:DocumentCurrencyCode[1], $payable[1]/@currencyID)), '')[1]"/>
    <xsl:variable name="amount" select="f:amount($paid, $currency)"/>
    <!-- A cancellation is about all that is open, whatever amount it has. -->
    <xsl:variable name="pays" as="xs:boolean" select="exists($amount) and $kind ne 'OrderCancellation'"/>
    <xsl:variable name="settlement" select="cbc:PaymentCurrencyCode ! normalize-space()"/>
    <xsl:variable name="foreign" select="($total ! cbc:*[not(self::cbc:PayableAlternativeAmount)],
        cac:OrderLine ! cac:LineItem ! (cbc:LineExtensionAmount, cbc:TotalTaxAmount))[@currencyID ne $currency][1]"/>

    <!-- Neither / nor | for what may be repeated ten thousand times: they sort, and a DOM compares two of its nodes by
         going through all between them. -->
    <!-- Some round the total with tax already, as the example of UBL 2.1 does, and others the payable amount alone. -->
    <xsl:variable name="parts" select="$total
        ! *[self::cbc:TaxInclusiveAmount or self::cbc:PrepaidAmount or self::cbc:PayableRoundingAmount]"/>
    <xsl:variable name="unreadable" select="$parts[empty(f:decimal(.))][1]"/>
    <xsl:variable name="rounding" select="(f:decimal($parts[self::cbc:PayableRoundingAmount][1]), 0)[1]"/>
    <xsl:variable name="due" select="if (empty($parts[self::cbc:TaxInclusiveAmount])) then $amount
        else f:decimal($parts[self::cbc:TaxInclusiveAmount][1])
            - (f:decimal($parts[self::cbc:PrepaidAmount][1]), 0)[1]"/>
    <xsl:variable name="repeated" select="(f:others(cbc:ID), f:others(cbc:DocumentCurrencyCode), f:others($type),
        f:others($payable), f:others($parts[self::cbc:TaxInclusiveAmount]), f:others($parts[self::cbc:PrepaidAmount]),
        f:others($parts[self::cbc:PayableRoundingAmount]))[1]"/>

    <!-- Each entry is a check: where it fails, what is found there, why that is a fault, and what to do. -->
    <xsl:variable name="faults" as="map(*)*" select="
      f:fault(not($known), 'the root element', $kind || ' of ' || namespace-uri(),
        'this is no document that can be turned into a payment',
        'send a UBL 2.1 Order, Invoice, OrderCancellation or CreditNote'),
      f:fault($number eq '', 'cbc:ID', '', 'the document has no number',
        'give it the number under which the money shall be booked'),
      f:fault(not(matches($number, $number-pattern)) or string-length($number) gt 64
          or ends-with($number, $rest-suffix), 'cbc:ID', $number,
        'the document number cannot serve as a merchant reference',
        'use at most 64 letters, digits and any of - _ . / # : or blank, without ' || $rest-suffix || ' at the end'),
      f:fault(exists($repeated), f:field($repeated), $repeated,
        'the document says this more than once, and not the same each time', 'say it once'),

      if ($kind ne 'Invoice' or empty($code) or $code = $payable-codes) then () else (
        f:fault($code = $credit-codes, f:field($type[1]), $code,
          'by its type code the invoice is a credit note', 'send it as a CreditNote document'),
        f:fault($code = ('384', '471', '472', '473'), f:field($type[1]), $code,
          'a corrected invoice would be captured on top of the one that it corrects',
          'send a CreditNote for the first invoice, and a new invoice (type code 380) under a number of its own'),
        f:fault($code = '325', f:field($type[1]), $code, 'a pro-forma invoice is no demand for payment',
          'send the invoice itself (type code 380) when the goods are delivered'),
        f:fault($code = ('393', '501'), f:field($type[1]), $code,
          'a factored invoice is to be paid to the factor', 'settle it outside Purse'),
        f:fault(true(), f:field($type[1]), $code, if ($code eq '751')
          then 'this is invoice information for accounting purposes, and no demand for payment'
          else 'by its type code the invoice is not known to be a demand for payment',
          'if it is to be paid, give it one of the type codes ' || string-join($payable-codes, ' '))),
      if ($kind ne 'CreditNote' or empty($code) or $code = $credit-codes) then () else (
        f:fault($code = $payable-codes, f:field($type[1]), $code,
          'by its type code the credit note is an invoice', 'send it as an Invoice document'),
        f:fault(true(), f:field($type[1]), $code, 'by its type code the credit note is not known to give money back',
          'if it gives money back, give it one of the type codes ' || string-join($credit-codes, ' '))),

      f:fault($orders != $order, $order-field, $order || ' and ' || $orders[. ne $order][1],
        'the document names more than one order', 'send one ' || $kind || ' for each order'),
      f:fault($invoices != $invoice, 'cac:BillingReference', $invoice || ' and ' || $invoices[. ne $invoice][1],
        'the credit note names more than one document that it corrects', 'send one CreditNote for each invoice'),
      f:fault(exists($billing) and empty($invoice), $invoice-field, '',
        'the credit note does not say by number which invoice it corrects', 'give the number of the invoice'),
      f:fault(not(matches($invoice, $number-pattern)), $invoice-field, $invoice, 'no invoice can have this number',
        'name the invoice that is corrected, by letters, digits and any of - _ . / # : or blank'),
      f:fault($order eq '', $order-field, '', 'the document does not say which order it belongs to',
        'name the order, so that its payment can be found'),
      f:fault(not(matches($order, $order-pattern)), $order-field, $order, 'the order number cannot be part of a URL',
        'use at most 64 letters, digits and any of - _ . with no dot in front'),

      if ($kind eq 'OrderCancellation') then () else (
        f:fault(empty($payable), $payable-field, '', 'the document does not say what is to be paid',
          'give the amount, tax included'),
        f:fault(exists($foreign), f:field($foreign) || '/@currencyID', $foreign || ' ' || $foreign/@currencyID,
          'an amount is in another currency than the document, which is in ' || $currency,
          'write every amount in the currency of cbc:DocumentCurrencyCode'),
        f:fault($settlement != $currency, 'cbc:PaymentCurrencyCode', $settlement[. ne $currency][1],
          'the document is to be paid in another currency than its own, which is ' || $currency,
          'write the document in the currency in which it is paid'),
        f:fault(not(map:contains($decimals, $currency)), 'cbc:DocumentCurrencyCode', $currency,
          'Purse does not take this currency', 'use one of ' || string-join(sort(map:keys($decimals)), ', ')),
        f:fault(f:decimal($paid) lt 0 and $kind eq 'CreditNote', $payable-field, $paid,
          'the total is negative: the credit note would take money instead of giving it back',
          'write without a sign what the shopper gets back; send an Invoice for what is still to be paid'),
        f:fault(f:decimal($paid) lt 0, $payable-field, $paid, 'the amount is negative',
          'send a CreditNote for money that goes back'),
        f:fault(empty($amount), $payable-field, $paid, 'this is no amount of ' || $currency, 
          'write a number such as ' || f:format(42.9, $currency) || ': ' || $currency || ' has '
            || ($decimals($currency), 2)[1] || ' decimals'),
        f:fault($amount eq 0 and not($final), $payable-field, $paid || ' ' || $currency, 'there is nothing to pay',
          'send documents with an amount above zero only'),
        f:fault(exists($unreadable), f:field($unreadable), $unreadable, 'this is no amount of ' || $currency,
          'write a decimal such as 42.90'),
        f:fault(not($amount = ($due, $due + $rounding)), $payable-field, $paid,
          'the payable amount contradicts the total with tax, less what is prepaid: ' || $due + $rounding,
          'write as cbc:PayableAmount the cbc:TaxInclusiveAmount - cbc:PrepaidAmount + cbc:PayableRoundingAmount'))"/>

    <xsl:variable name="document" select="map:merge((map{'kind': $kind, 'number': $number, 'order': $order},
        ($faults, f:object(map{'state': 'open', 'invoice': $invoice, 'currency': $currency[$pays],
            'amount': $amount[$pays] ! f:format(., $currency), 'decimals': $decimals($currency)[$pays],
            'final': true()[$final]}))[1]))"/>
    <!-- No text is longer than a person reads and a table stores. -->
    <xsl:sequence select="map:merge(map:keys($document) ! map:entry(., substring(f:text($document(.)), 1, 200)))"/>
  </xsl:template>

  <xsl:function name="f:fault" as="map(*)?">
    <xsl:param name="found" as="xs:boolean?"/>
    <xsl:param name="field" as="xs:string?"/>
    <xsl:param name="value" as="item()?"/>
    <xsl:param name="reason" as="xs:string"/>
    <xsl:param name="remedy" as="xs:string"/>
    <xsl:sequence select="map{'state': 'rejected', 'reason': $reason, 'field': $field,
        'value': (f:text($value), '(nothing)')[1], 'remedy': $remedy}[$found]"/>
  </xsl:function>

  <!-- Those that do not say what the first one says. -->
  <xsl:function name="f:others" as="element()*">
    <xsl:param name="elements" as="element()*"/>
    <xsl:sequence select="$elements[normalize-space() ne normalize-space($elements[1])]"/>
  </xsl:function>

  <!-- Where an element is, whichever prefixes the document has. -->
  <xsl:function name="f:field" as="xs:string?">
    <xsl:param name="element" as="element()?"/>
    <xsl:sequence select="$element ! string-join((..[../..] ! ('cac:' || local-name()), 'cbc:' || local-name()), '/')"/>
  </xsl:function>
</xsl:stylesheet>
