<?xml version="1.0" encoding="UTF-8"?>
<!--
  What a business document says, as flat JSON that the routes branch on:
    kind, id, order, currency, amount (decimal), minor (whole number), invoice (the one that a credit note corrects,
      empty where it names none)
  or, when the document cannot be acted on, the first thing that is wrong with it:
    reason, field, value, remedy
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
    xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"
    xmlns:order="urn:oasis:names:specification:ubl:schema:xsd:Order-2"
    xmlns:invoice="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"
    xmlns:cancellation="urn:oasis:names:specification:ubl:schema:xsd:OrderCancellation-2"
    xmlns:creditnote="urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2">
  <xsl:import href="json.xsl"/>
  <xsl:import href="money.xsl"/>
  <xsl:import href="type-codes.xsl"/>
  <xsl:output method="text" encoding="UTF-8"/>

  <xsl:variable name="letters-and-digits" select="'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'"/>

  <xsl:template match="/*" priority="-1">
    <xsl:call-template name="problem">
      <xsl:with-param name="reason">this is no document that can be turned into a payment</xsl:with-param>
      <xsl:with-param name="field">the root element</xsl:with-param>
      <xsl:with-param name="value" select="concat(local-name(), ' of ', namespace-uri())"/>
      <xsl:with-param name="remedy">send a UBL 2.1 Order, Invoice, OrderCancellation or CreditNote</xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <!-- The order that the document belongs to. Lines may name it once more: another one there is an
       order of its own. -->
  <xsl:variable name="orders"
      select="/order:Order/cbc:ID | /*[not(self::order:Order)]/cac:OrderReference/cbc:ID
          | /*[not(self::order:Order)]//cac:OrderLineReference/cac:OrderReference/cbc:ID"/>
  <xsl:variable name="order"
      select="normalize-space((/order:Order/cbc:ID
          | /*[not(self::order:Order)]/cac:OrderReference/cbc:ID)[normalize-space() != ''])"/>
  <xsl:variable name="other-order"
      select="normalize-space($orders[normalize-space() != '' and normalize-space() != $order])"/>

  <!-- The invoice that a credit note corrects, by whichever name and in whichever place it says so. -->
  <xsl:variable name="billing-references" select="/creditnote:CreditNote//cac:BillingReference"/>
  <xsl:variable name="invoices"
      select="$billing-references/*[self::cac:InvoiceDocumentReference
          or self::cac:SelfBilledInvoiceDocumentReference or self::cac:DebitNoteDocumentReference
          or self::cac:CreditNoteDocumentReference
          or self::cac:SelfBilledCreditNoteDocumentReference]/cbc:ID[normalize-space() != '']"/>
  <xsl:variable name="invoice" select="normalize-space($invoices)"/>
  <xsl:variable name="other-invoice" select="normalize-space($invoices[normalize-space() != $invoice])"/>

  <xsl:variable name="payable"
      select="/*/*[self::cac:AnticipatedMonetaryTotal or self::cac:LegalMonetaryTotal]/cbc:PayableAmount"/>

  <xsl:variable name="type-code" select="/*/cbc:InvoiceTypeCode | /*/cbc:CreditNoteTypeCode"/>

  <!-- What a document may say once only, said again and otherwise: the first alone decides nothing. -->
  <xsl:variable name="repeated"
      select="(/*/cbc:ID[normalize-space() != normalize-space(../cbc:ID)]
          | /*/cbc:DocumentCurrencyCode[normalize-space() != normalize-space(../cbc:DocumentCurrencyCode)]
          | $type-code[normalize-space() != normalize-space($type-code)]
          | $payable[normalize-space() != normalize-space($payable)])[1]"/>

  <xsl:template match="/order:Order | /invoice:Invoice | /cancellation:OrderCancellation | /creditnote:CreditNote">
    <xsl:call-template name="check-reference">
      <xsl:with-param name="id" select="normalize-space(cbc:ID)"/>
    </xsl:call-template>
  </xsl:template>

  <!-- The numbers of the document and of its order: they name a file, a merchant reference and a
       place in a JSON path. -->
  <xsl:template name="check-reference">
    <xsl:param name="id"/>
    <xsl:variable name="type-reason">
      <xsl:choose>
        <xsl:when test="self::invoice:Invoice and $type-code">
          <xsl:call-template name="invoice-type-reason">
            <xsl:with-param name="code" select="normalize-space($type-code)"/>
          </xsl:call-template>
        </xsl:when>
        <xsl:when test="self::creditnote:CreditNote and $type-code">
          <xsl:call-template name="credit-note-type-reason">
            <xsl:with-param name="code" select="normalize-space($type-code)"/>
          </xsl:call-template>
        </xsl:when>
      </xsl:choose>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="$id = ''">
        <xsl:call-template name="problem">
          <xsl:with-param name="reason">the document has no number</xsl:with-param>
          <xsl:with-param name="field">cbc:ID</xsl:with-param>
          <xsl:with-param name="remedy">give it the number under which the money shall be booked</xsl:with-param>
        </xsl:call-template>
      </xsl:when>
      <xsl:when test="translate($id, concat($letters-and-digits, '-_./#: '), '') != '' or string-length($id) &gt; 64">
        <xsl:call-template name="problem">
          <xsl:with-param name="reason">the document number cannot serve as a merchant reference</xsl:with-param>
          <xsl:with-param name="field">cbc:ID</xsl:with-param>
          <xsl:with-param name="value" select="$id"/>
          <xsl:with-param name="remedy">use at most 64 letters, digits and any of - _ . / # : or blank</xsl:with-param>
        </xsl:call-template>
      </xsl:when>
      <xsl:when test="$repeated">
        <xsl:call-template name="problem">
          <xsl:with-param name="reason">
            <xsl:text>the document says this more than once, and not the same each time</xsl:text>
          </xsl:with-param>
          <xsl:with-param name="field" select="name($repeated)"/>
          <xsl:with-param name="value" select="$repeated"/>
          <xsl:with-param name="remedy">say it once</xsl:with-param>
        </xsl:call-template>
      </xsl:when>
      <xsl:when test="string($type-reason) != ''">
        <xsl:call-template name="problem">
          <xsl:with-param name="reason" select="string($type-reason)"/>
          <xsl:with-param name="field" select="name($type-code)"/>
          <xsl:with-param name="value" select="$type-code"/>
          <xsl:with-param name="remedy">
            <xsl:choose>
              <xsl:when test="self::invoice:Invoice">
                <xsl:call-template name="invoice-type-remedy">
                  <xsl:with-param name="reason" select="string($type-reason)"/>
                </xsl:call-template>
              </xsl:when>
              <xsl:otherwise>
                <xsl:call-template name="credit-note-type-remedy">
                  <xsl:with-param name="reason" select="string($type-reason)"/>
                </xsl:call-template>
              </xsl:otherwise>
            </xsl:choose>
          </xsl:with-param>
        </xsl:call-template>
      </xsl:when>
      <xsl:when test="$order != '' and $other-order != ''">
        <xsl:call-template name="problem">
          <xsl:with-param name="reason">the document names more than one order</xsl:with-param>
          <xsl:with-param name="field">cac:OrderReference/cbc:ID</xsl:with-param>
          <xsl:with-param name="value" select="concat($order, ' and ', $other-order)"/>
          <xsl:with-param name="remedy" select="concat('send one ', local-name(), ' for each order')"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:when test="$other-invoice != ''">
        <xsl:call-template name="problem">
          <xsl:with-param name="reason">the credit note names more than one document that it corrects</xsl:with-param>
          <xsl:with-param name="field">cac:BillingReference</xsl:with-param>
          <xsl:with-param name="value" select="concat($invoice, ' and ', $other-invoice)"/>
          <xsl:with-param name="remedy">send one CreditNote for each invoice</xsl:with-param>
        </xsl:call-template>
      </xsl:when>
      <xsl:when test="$billing-references and $invoice = ''">
        <xsl:call-template name="problem">
          <xsl:with-param name="reason">
            <xsl:text>the credit note does not say by number which invoice it corrects</xsl:text>
          </xsl:with-param>
          <xsl:with-param name="field">cac:BillingReference/cac:InvoiceDocumentReference/cbc:ID</xsl:with-param>
          <xsl:with-param name="remedy">give the number of the invoice</xsl:with-param>
        </xsl:call-template>
      </xsl:when>
      <xsl:when test="translate($invoice, concat($letters-and-digits, '-_./#: '), '') != ''">
        <xsl:call-template name="problem">
          <xsl:with-param name="reason">no invoice can have this number</xsl:with-param>
          <xsl:with-param name="field">cac:BillingReference/cac:InvoiceDocumentReference/cbc:ID</xsl:with-param>
          <xsl:with-param name="value" select="$invoice"/>
          <xsl:with-param name="remedy">
            <xsl:text>name the invoice that is corrected, by letters, digits and any of - _ . / # : or blank</xsl:text>
          </xsl:with-param>
        </xsl:call-template>
      </xsl:when>
      <xsl:when test="$order = ''">
        <xsl:call-template name="problem">
          <xsl:with-param name="reason">the document does not say which order it belongs to</xsl:with-param>
          <xsl:with-param name="field">cac:OrderReference/cbc:ID</xsl:with-param>
          <xsl:with-param name="remedy">name the order, so that its payment can be found</xsl:with-param>
        </xsl:call-template>
      </xsl:when>
      <xsl:when
          test="translate($order, concat($letters-and-digits, '-_.'), '') != '' or starts-with($order, '.')
              or string-length($order) &gt; 64">
        <xsl:call-template name="problem">
          <xsl:with-param name="reason">the order number cannot serve as a file name</xsl:with-param>
          <xsl:with-param name="field">
            <xsl:choose>
              <xsl:when test="self::order:Order">cbc:ID</xsl:when>
              <xsl:otherwise>cac:OrderReference/cbc:ID</xsl:otherwise>
            </xsl:choose>
          </xsl:with-param>
          <xsl:with-param name="value" select="$order"/>
          <xsl:with-param name="remedy">
            <xsl:text>use at most 64 letters, digits and any of - _ . with no dot in front</xsl:text>
          </xsl:with-param>
        </xsl:call-template>
      </xsl:when>
      <xsl:when test="self::cancellation:OrderCancellation">
        <xsl:text>{</xsl:text>
        <xsl:call-template name="identity"/>
        <xsl:text>"currency":"","amount":"","minor":0,"reason":""}</xsl:text>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="check-money"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="check-money">
    <xsl:variable name="place" select="concat(name($payable/..), '/', name($payable))"/>
    <xsl:variable name="currency">
      <xsl:choose>
        <xsl:when test="normalize-space(cbc:DocumentCurrencyCode) != ''">
          <xsl:value-of select="normalize-space(cbc:DocumentCurrencyCode)"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:value-of select="normalize-space($payable/@currencyID)"/>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:variable name="known">
      <xsl:call-template name="is-purse-currency">
        <xsl:with-param name="currency" select="$currency"/>
      </xsl:call-template>
    </xsl:variable>
    <xsl:variable name="amount" select="normalize-space($payable)"/>
    <xsl:variable name="minor">
      <xsl:call-template name="minor">
        <xsl:with-param name="amount" select="$amount"/>
        <xsl:with-param name="currency" select="$currency"/>
      </xsl:call-template>
    </xsl:variable>
    <xsl:variable name="foreign"
        select="(cac:AnticipatedMonetaryTotal/* | cac:LegalMonetaryTotal/*
            | cac:OrderLine/cac:LineItem/cbc:LineExtensionAmount
            | cac:OrderLine/cac:LineItem/cbc:TotalTaxAmount)[@currencyID != $currency][1]"/>
    <xsl:choose>
      <xsl:when test="not($payable)">
        <xsl:call-template name="problem">
          <xsl:with-param name="reason">the document does not say what is to be paid</xsl:with-param>
          <xsl:with-param name="field">
            <xsl:choose>
              <xsl:when test="self::order:Order">cac:AnticipatedMonetaryTotal/cbc:PayableAmount</xsl:when>
              <xsl:otherwise>cac:LegalMonetaryTotal/cbc:PayableAmount</xsl:otherwise>
            </xsl:choose>
          </xsl:with-param>
          <xsl:with-param name="remedy">give the amount, tax included</xsl:with-param>
        </xsl:call-template>
      </xsl:when>
      <xsl:when test="$foreign">
        <xsl:call-template name="problem">
          <xsl:with-param name="reason"
              select="concat('an amount is in another currency than the document, which is in ', $currency)"/>
          <xsl:with-param name="field" select="concat(name($foreign/..), '/', name($foreign), '/@currencyID')"/>
          <xsl:with-param name="value" select="concat($foreign, ' ', $foreign/@currencyID)"/>
          <xsl:with-param name="remedy">write every amount in the currency of cbc:DocumentCurrencyCode</xsl:with-param>
        </xsl:call-template>
      </xsl:when>
      <xsl:when test="$known != 'true'">
        <xsl:call-template name="problem">
          <xsl:with-param name="reason">Purse does not take this currency</xsl:with-param>
          <xsl:with-param name="field">cbc:DocumentCurrencyCode</xsl:with-param>
          <xsl:with-param name="value" select="$currency"/>
          <xsl:with-param name="remedy" select="concat('use one of ', $currencies)"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:when test="$minor = ''">
        <xsl:call-template name="problem">
          <xsl:with-param name="reason">
            <xsl:choose>
              <xsl:when test="starts-with($amount, '-') and self::creditnote:CreditNote">
                <xsl:text>the total is negative: the credit note would take money instead of giving it back</xsl:text>
              </xsl:when>
              <xsl:when test="starts-with($amount, '-')">the amount is negative</xsl:when>
              <xsl:otherwise>
                <xsl:value-of select="concat('this is no amount of ', $currency)"/>
              </xsl:otherwise>
            </xsl:choose>
          </xsl:with-param>
          <xsl:with-param name="field" select="$place"/>
          <xsl:with-param name="value" select="$amount"/>
          <xsl:with-param name="remedy">
            <xsl:choose>
              <xsl:when test="starts-with($amount, '-') and self::creditnote:CreditNote">
                <xsl:text>write without a sign what the shopper gets back; send an Invoice for what is still </xsl:text>
                <xsl:text>to be paid</xsl:text>
              </xsl:when>
              <xsl:when test="starts-with($amount, '-')">send a CreditNote for money that goes back</xsl:when>
              <xsl:when test="$currency = 'JPY'">write a whole number of yen: JPY has no decimals</xsl:when>
              <xsl:otherwise>
                <xsl:value-of select="concat('write a decimal such as 42.90: ', $currency, ' has two decimals')"/>
              </xsl:otherwise>
            </xsl:choose>
          </xsl:with-param>
        </xsl:call-template>
      </xsl:when>
      <xsl:when test="$minor = '0'">
        <xsl:call-template name="problem">
          <xsl:with-param name="reason">there is nothing to pay</xsl:with-param>
          <xsl:with-param name="field" select="$place"/>
          <xsl:with-param name="value" select="concat($amount, ' ', $currency)"/>
          <xsl:with-param name="remedy">send documents with an amount above zero only</xsl:with-param>
        </xsl:call-template>
      </xsl:when>
      <xsl:otherwise>
        <xsl:text>{</xsl:text>
        <xsl:call-template name="identity"/>
        <xsl:call-template name="member">
          <xsl:with-param name="name">invoice</xsl:with-param>
          <xsl:with-param name="text" select="$invoice"/>
        </xsl:call-template>
        <xsl:text>"amount":"</xsl:text>
        <xsl:call-template name="decimal">
          <xsl:with-param name="minor" select="$minor"/>
          <xsl:with-param name="currency" select="$currency"/>
        </xsl:call-template>
        <xsl:value-of
            select="concat('&quot;,&quot;currency&quot;:&quot;', $currency, '&quot;,&quot;minor&quot;:', $minor,
                ',&quot;reason&quot;:&quot;&quot;}')"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Which document it is, as far as it says so. -->
  <xsl:template name="identity">
    <xsl:variable name="document" select="/*"/>
    <xsl:call-template name="member">
      <xsl:with-param name="name">kind</xsl:with-param>
      <xsl:with-param name="text" select="local-name($document)"/>
    </xsl:call-template>
    <xsl:text>"id":</xsl:text>
    <xsl:call-template name="string">
      <xsl:with-param name="text" select="substring($document/cbc:ID, 1, 200)"/>
    </xsl:call-template>
    <xsl:text>,"order":</xsl:text>
    <xsl:call-template name="string">
      <xsl:with-param name="text">
        <xsl:choose>
          <xsl:when test="$order != ''">
            <xsl:value-of select="substring($order, 1, 200)"/>
          </xsl:when>
          <xsl:otherwise>unknown</xsl:otherwise>
        </xsl:choose>
      </xsl:with-param>
    </xsl:call-template>
    <xsl:text>,</xsl:text>
  </xsl:template>

  <xsl:template name="problem">
    <xsl:param name="reason"/>
    <xsl:param name="field"/>
    <xsl:param name="value"/>
    <xsl:param name="remedy"/>
    <xsl:text>{</xsl:text>
    <xsl:call-template name="identity"/>
    <xsl:call-template name="member">
      <xsl:with-param name="name">reason</xsl:with-param>
      <xsl:with-param name="text" select="$reason"/>
    </xsl:call-template>
    <xsl:call-template name="member">
      <xsl:with-param name="name">field</xsl:with-param>
      <xsl:with-param name="text" select="$field"/>
    </xsl:call-template>
    <xsl:text>"value":</xsl:text>
    <xsl:call-template name="string">
      <xsl:with-param name="text">
        <xsl:choose>
          <xsl:when test="normalize-space($value) != ''">
            <xsl:value-of select="substring($value, 1, 200)"/>
          </xsl:when>
          <xsl:otherwise>(nothing)</xsl:otherwise>
        </xsl:choose>
      </xsl:with-param>
    </xsl:call-template>
    <xsl:text>,"remedy":</xsl:text>
    <xsl:call-template name="string">
      <xsl:with-param name="text" select="$remedy"/>
    </xsl:call-template>
    <xsl:text>}</xsl:text>
  </xsl:template>
</xsl:stylesheet>
