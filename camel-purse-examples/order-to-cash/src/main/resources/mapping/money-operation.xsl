<?xml version="1.0" encoding="UTF-8"?>
<!--
  What a document means for the order's payment, as flat JSON: step is
    move    the money is to be moved, amount says how much (decimal)
    done    Purse has moved it under this document's number (a redelivery, a restart, or an operation followed to its
            end)
    wait    its operation, or one that it depends on, has not ended yet; reason says which
    reject  it must not be moved; reason, field, value and remedy say why
  Purse checks the same once more; this one can say it in the words of the document.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
    xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"
    xmlns:invoice="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"
    xmlns:cancellation="urn:oasis:names:specification:ubl:schema:xsd:OrderCancellation-2"
    xmlns:creditnote="urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2">
  <xsl:import href="json.xsl"/>
  <xsl:import href="money.xsl"/>
  <xsl:output method="text" encoding="UTF-8"/>

  <!-- Variables of the route: the document, by document.xsl. -->
  <xsl:param name="id"/>
  <xsl:param name="order"/>
  <xsl:param name="currency"/>
  <xsl:param name="minor"/>
  <xsl:param name="invoice"/>

  <!-- Variables of the route: the payment, by Purse, in minor units. -->
  <xsl:param name="paymentCurrency"/>
  <xsl:param name="authorized"/>
  <xsl:param name="captured"/>
  <xsl:param name="voided"/>
  <xsl:param name="refunded"/>
  <xsl:param name="availableToCapture"/>
  <xsl:param name="availableToVoid"/>
  <xsl:param name="availableToRefund"/>
  <!-- The operations under this document's number and their status, as JSONPath finds them: [] or [6000]. -->
  <xsl:param name="moved"/>
  <xsl:param name="movedStatus"/>
  <!-- The operations on the payment that have not ended yet, likewise: as they end, less or more may be left. -->
  <xsl:param name="underway"/>
  <!--
    What was captured for the invoice that a credit note corrects, what some partners alone have captured for it, and
    what has
    not ended yet, likewise.
  -->
  <xsl:param name="invoiced"/>
  <xsl:param name="invoicedInPart"/>
  <xsl:param name="invoicedUnderway"/>
  <!-- What the earlier credit notes for this invoice have given back, and what some partners alone have, likewise. -->
  <xsl:param name="credited"/>
  <xsl:param name="creditedInPart"/>

  <xsl:variable name="moved-amount" select="substring-before(concat(translate($moved, '[] ', ''), ','), ',')"/>

  <xsl:template match="/cancellation:OrderCancellation">
    <xsl:choose>
      <xsl:when test="$moved-amount != ''">
        <xsl:call-template name="ended"/>
      </xsl:when>
      <!-- A capture that fails leaves more to void. -->
      <xsl:when test="string-length($underway) &gt; 2">
        <xsl:call-template name="wait-for-payment"/>
      </xsl:when>
      <xsl:when test="number($availableToVoid) = 0">
        <xsl:call-template name="reject">
          <xsl:with-param name="reason">
            <xsl:value-of select="concat('nothing of order ', $order, ' is left to cancel: ')"/>
            <xsl:call-template name="state"/>
          </xsl:with-param>
          <xsl:with-param name="field">cac:OrderReference/cbc:ID</xsl:with-param>
          <xsl:with-param name="value" select="$order"/>
          <xsl:with-param name="remedy">send a CreditNote if captured money shall go back</xsl:with-param>
        </xsl:call-template>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="move">
          <xsl:with-param name="amount" select="$availableToVoid"/>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="/invoice:Invoice">
    <xsl:choose>
      <xsl:when test="$currency != $paymentCurrency">
        <xsl:call-template name="wrong-currency"/>
      </xsl:when>
      <xsl:when test="$moved-amount != ''">
        <xsl:call-template name="moved"/>
      </xsl:when>
      <xsl:when test="number($minor) &gt; number($availableToCapture) and string-length($underway) &gt; 2">
        <xsl:call-template name="wait-for-payment"/>
      </xsl:when>
      <xsl:when test="number($minor) &gt; number($availableToCapture)">
        <xsl:call-template name="reject">
          <xsl:with-param name="reason">
            <xsl:text>the invoice asks for more than is left to capture, </xsl:text>
            <xsl:call-template name="major">
              <xsl:with-param name="minor" select="$availableToCapture"/>
              <xsl:with-param name="currency" select="$currency"/>
            </xsl:call-template>
            <xsl:value-of select="concat('; order ', $order, ': ')"/>
            <xsl:call-template name="state"/>
          </xsl:with-param>
          <xsl:with-param name="field">cac:LegalMonetaryTotal/cbc:PayableAmount</xsl:with-param>
          <xsl:with-param name="value">
            <xsl:call-template name="major">
              <xsl:with-param name="minor" select="$minor"/>
              <xsl:with-param name="currency" select="$currency"/>
            </xsl:call-template>
          </xsl:with-param>
          <xsl:with-param name="remedy">
            <xsl:text>correct the invoice, or send a new Order for the difference and an invoice on that</xsl:text>
          </xsl:with-param>
        </xsl:call-template>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="move">
          <xsl:with-param name="amount" select="$minor"/>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="/creditnote:CreditNote">
    <xsl:variable name="took">
      <xsl:call-template name="sum">
        <xsl:with-param name="list" select="concat($invoiced, ',', $invoicedInPart)"/>
      </xsl:call-template>
    </xsl:variable>
    <xsl:variable name="gave-back">
      <xsl:call-template name="sum">
        <xsl:with-param name="list" select="concat($credited, ',', $creditedInPart)"/>
      </xsl:call-template>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="$currency != $paymentCurrency">
        <xsl:call-template name="wrong-currency"/>
      </xsl:when>
      <xsl:when test="$moved-amount != ''">
        <xsl:call-template name="moved"/>
      </xsl:when>
      <xsl:when test="string($invoice) != '' and string-length($invoicedUnderway) &gt; 2">
        <xsl:call-template name="wait-for-payment"/>
      </xsl:when>
      <xsl:when test="string($invoice) != '' and $took = 0">
        <xsl:call-template name="reject">
          <xsl:with-param name="reason"
              select="concat('the invoice that it corrects was never captured for order ', $order)"/>
          <xsl:with-param name="field">cac:BillingReference/cac:InvoiceDocumentReference/cbc:ID</xsl:with-param>
          <xsl:with-param name="value" select="$invoice"/>
          <xsl:with-param name="remedy">
            <xsl:text>check the number; if the invoice is still to come, send it first and then this credit </xsl:text>
            <xsl:text>note again</xsl:text>
          </xsl:with-param>
        </xsl:call-template>
      </xsl:when>
      <xsl:when test="string($invoice) != '' and number($minor) &gt; $took - $gave-back">
        <xsl:call-template name="reject">
          <xsl:with-param name="reason">
            <xsl:text>the credit note gives back more than its invoice has left: </xsl:text>
            <xsl:call-template name="major">
              <xsl:with-param name="minor" select="$took"/>
              <xsl:with-param name="currency" select="$currency"/>
            </xsl:call-template>
            <xsl:value-of select="concat(' captured for ', $invoice, ', ')"/>
            <xsl:call-template name="major">
              <xsl:with-param name="minor" select="$gave-back"/>
              <xsl:with-param name="currency" select="$currency"/>
            </xsl:call-template>
            <xsl:text> given back by earlier credit notes</xsl:text>
          </xsl:with-param>
          <xsl:with-param name="field">cac:LegalMonetaryTotal/cbc:PayableAmount</xsl:with-param>
          <xsl:with-param name="value">
            <xsl:call-template name="major">
              <xsl:with-param name="minor" select="$minor"/>
              <xsl:with-param name="currency" select="$currency"/>
            </xsl:call-template>
          </xsl:with-param>
          <xsl:with-param name="remedy">correct the amount, or send one CreditNote for each invoice</xsl:with-param>
        </xsl:call-template>
      </xsl:when>
      <xsl:when test="number($minor) &gt; number($availableToRefund) and string-length($underway) &gt; 2">
        <xsl:call-template name="wait-for-payment"/>
      </xsl:when>
      <xsl:when test="number($minor) &gt; number($availableToRefund)">
        <xsl:call-template name="reject">
          <xsl:with-param name="reason">
            <xsl:text>the credit note gives back more than is left to refund, </xsl:text>
            <xsl:call-template name="major">
              <xsl:with-param name="minor" select="$availableToRefund"/>
              <xsl:with-param name="currency" select="$currency"/>
            </xsl:call-template>
            <xsl:value-of select="concat('; order ', $order, ': ')"/>
            <xsl:call-template name="state"/>
          </xsl:with-param>
          <xsl:with-param name="field">cac:LegalMonetaryTotal/cbc:PayableAmount</xsl:with-param>
          <xsl:with-param name="value">
            <xsl:call-template name="major">
              <xsl:with-param name="minor" select="$minor"/>
              <xsl:with-param name="currency" select="$currency"/>
            </xsl:call-template>
          </xsl:with-param>
          <xsl:with-param name="remedy">correct the amount of the credit note</xsl:with-param>
        </xsl:call-template>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="move">
          <xsl:with-param name="amount" select="$minor"/>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="moved">
    <xsl:choose>
      <xsl:when test="number($moved-amount) = number($minor)">
        <xsl:call-template name="ended"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="reject">
          <xsl:with-param name="reason">
            <xsl:text>this document number has been booked already, with another amount: </xsl:text>
            <xsl:call-template name="major">
              <xsl:with-param name="minor" select="$moved-amount"/>
              <xsl:with-param name="currency" select="$currency"/>
            </xsl:call-template>
          </xsl:with-param>
          <xsl:with-param name="field">cbc:ID</xsl:with-param>
          <xsl:with-param name="value" select="$id"/>
          <xsl:with-param name="remedy">give the document a number of its own</xsl:with-param>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- An operation under this number is on record: what its end means for the document. Whatever is
       no end, is waited for. -->
  <xsl:template name="ended">
    <xsl:variable name="status" select="translate($movedStatus, '[]&quot; ', '')"/>
    <xsl:choose>
      <xsl:when test="contains($status, ',') and not(contains($status, 'PENDING') or contains($status, 'UNCERTAIN'))">
        <xsl:call-template name="reject">
          <xsl:with-param name="reason"
              select="concat('Purse has several operations under this document number: ', $status)"/>
          <xsl:with-param name="field">cbc:ID</xsl:with-param>
          <xsl:with-param name="value" select="$id"/>
          <xsl:with-param name="remedy">check the operations in Purse, and settle the document there</xsl:with-param>
        </xsl:call-template>
      </xsl:when>
      <xsl:when test="$status = 'SUCCESS'">
        <xsl:text>{"step":"done"}</xsl:text>
      </xsl:when>
      <xsl:when test="$status = 'FAILURE'">
        <xsl:call-template name="reject">
          <xsl:with-param name="reason">
            <xsl:text>the operation of this document ended as FAILURE in Purse: no money was moved</xsl:text>
          </xsl:with-param>
          <xsl:with-param name="field">cbc:ID</xsl:with-param>
          <xsl:with-param name="value" select="$id"/>
          <xsl:with-param name="remedy">
            <xsl:text>check the operation in Purse; to try again, send the document under a new number</xsl:text>
          </xsl:with-param>
        </xsl:call-template>
      </xsl:when>
      <xsl:when test="$status = 'CONFLICT'">
        <xsl:call-template name="reject">
          <xsl:with-param name="reason">
            <xsl:text>the operation of this document ended as CONFLICT in Purse: a part of the money was </xsl:text>
            <xsl:text>moved, the rest was not</xsl:text>
          </xsl:with-param>
          <xsl:with-param name="field">cbc:ID</xsl:with-param>
          <xsl:with-param name="value" select="$id"/>
          <xsl:with-param name="remedy">
            <xsl:text>check the operation in Purse, and send a document over the rest under a new number</xsl:text>
          </xsl:with-param>
        </xsl:call-template>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="wait">
          <!-- The same words as where the response to the call says so: the log says it once. -->
          <xsl:with-param name="reason" select="concat('its operation is ', $status, ' in Purse')"/>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="wait-for-payment">
    <xsl:call-template name="wait">
      <xsl:with-param name="reason">another operation on its payment has not ended yet</xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <xsl:template name="wait">
    <xsl:param name="reason"/>
    <xsl:text>{"step":"wait","reason":</xsl:text>
    <xsl:call-template name="string">
      <xsl:with-param name="text" select="$reason"/>
    </xsl:call-template>
    <xsl:text>}</xsl:text>
  </xsl:template>

  <!-- The sum of a list of whole numbers such as [6000, 400], of which some may be missing; 0 for an empty one. -->
  <xsl:template name="sum">
    <xsl:param name="list"/>
    <xsl:param name="total" select="0"/>
    <xsl:variable name="numbers" select="translate($list, '[] ', '')"/>
    <xsl:variable name="first" select="substring-before(concat($numbers, ','), ',')"/>
    <xsl:choose>
      <xsl:when test="$numbers = ''">
        <xsl:value-of select="format-number($total, '0')"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="sum">
          <xsl:with-param name="list" select="substring-after($numbers, ',')"/>
          <xsl:with-param name="total" select="$total + number(concat('0', $first))"/>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="wrong-currency">
    <xsl:call-template name="reject">
      <xsl:with-param name="reason" select="concat('order ', $order, ' was paid in ', $paymentCurrency)"/>
      <xsl:with-param name="field">cbc:DocumentCurrencyCode</xsl:with-param>
      <xsl:with-param name="value" select="$currency"/>
      <xsl:with-param name="remedy" select="concat('make out the document in ', $paymentCurrency)"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template name="state">
    <xsl:call-template name="major">
      <xsl:with-param name="minor" select="$authorized"/>
      <xsl:with-param name="currency" select="$paymentCurrency"/>
    </xsl:call-template>
    <xsl:text> authorised, </xsl:text>
    <xsl:call-template name="major">
      <xsl:with-param name="minor" select="$captured"/>
      <xsl:with-param name="currency" select="$paymentCurrency"/>
    </xsl:call-template>
    <xsl:text> captured, </xsl:text>
    <xsl:call-template name="major">
      <xsl:with-param name="minor" select="$voided"/>
      <xsl:with-param name="currency" select="$paymentCurrency"/>
    </xsl:call-template>
    <xsl:text> voided, </xsl:text>
    <xsl:call-template name="major">
      <xsl:with-param name="minor" select="$refunded"/>
      <xsl:with-param name="currency" select="$paymentCurrency"/>
    </xsl:call-template>
    <xsl:text> refunded</xsl:text>
  </xsl:template>

  <xsl:template name="move">
    <xsl:param name="amount"/>
    <xsl:text>{"step":"move","amount":"</xsl:text>
    <xsl:call-template name="decimal">
      <xsl:with-param name="minor" select="$amount"/>
      <xsl:with-param name="currency" select="$paymentCurrency"/>
    </xsl:call-template>
    <xsl:text>"}</xsl:text>
  </xsl:template>

  <xsl:template name="reject">
    <xsl:param name="reason"/>
    <xsl:param name="field"/>
    <xsl:param name="value"/>
    <xsl:param name="remedy"/>
    <xsl:text>{"step":"reject",</xsl:text>
    <xsl:call-template name="member">
      <xsl:with-param name="name">reason</xsl:with-param>
      <xsl:with-param name="text" select="$reason"/>
    </xsl:call-template>
    <xsl:call-template name="member">
      <xsl:with-param name="name">field</xsl:with-param>
      <xsl:with-param name="text" select="$field"/>
    </xsl:call-template>
    <xsl:call-template name="member">
      <xsl:with-param name="name">value</xsl:with-param>
      <xsl:with-param name="text" select="$value"/>
    </xsl:call-template>
    <xsl:text>"remedy":</xsl:text>
    <xsl:call-template name="string">
      <xsl:with-param name="text" select="$remedy"/>
    </xsl:call-template>
    <xsl:text>}</xsl:text>
  </xsl:template>
</xsl:stylesheet>
