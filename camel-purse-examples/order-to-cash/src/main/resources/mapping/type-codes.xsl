<?xml version="1.0" encoding="UTF-8"?>
<!--
  What a document is for, by its code of UNTDID 1001. The lists name what money is moved for; whatever they do not name
  is
  rejected, because a code that nobody has thought about must not take money from a shopper.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">

  <!--
    What a shopper has to pay: debit notes (80, 84, 383), metered services (82), price variation (295), partial (326)
    and
    commercial invoices (331, 380), consolidated (385), prepayment (386), hire (387), tax (388), self-billed (389) and
    lease
    invoices (394), and those of a construction (875, 876, 877).
  -->
  <xsl:variable name="payable-codes" select="' 80 82 84 295 326 331 380 383 385 386 387 388 389 394 875 876 877 '"/>

  <!-- What a shopper gets back: the credit notes of EN 16931, but for the reversal of a credit
       (458), which takes money. -->
  <xsl:variable name="credit-codes" select="' 81 83 261 262 296 308 381 396 420 502 503 532 '"/>

  <!-- What an Invoice is rejected for in words of its own. -->
  <xsl:variable name="corrected-codes" select="' 384 471 472 473 '"/>
  <xsl:variable name="factored-codes" select="' 393 501 '"/>

  <!-- true or false: whether the list names the code. -->
  <xsl:template name="is-one-of">
    <xsl:param name="code"/>
    <xsl:param name="codes"/>
    <xsl:value-of select="$code != '' and not(contains($code, ' ')) and contains($codes, concat(' ', $code, ' '))"/>
  </xsl:template>

  <!-- Why an Invoice with this code is not captured; empty when it is. -->
  <xsl:template name="invoice-type-reason">
    <xsl:param name="code"/>
    <xsl:variable name="payable">
      <xsl:call-template name="is-one-of">
        <xsl:with-param name="code" select="$code"/>
        <xsl:with-param name="codes" select="$payable-codes"/>
      </xsl:call-template>
    </xsl:variable>
    <xsl:if test="$payable != 'true'">
      <xsl:variable name="credit">
        <xsl:call-template name="is-one-of">
          <xsl:with-param name="code" select="$code"/>
          <xsl:with-param name="codes" select="$credit-codes"/>
        </xsl:call-template>
      </xsl:variable>
      <xsl:variable name="corrected">
        <xsl:call-template name="is-one-of">
          <xsl:with-param name="code" select="$code"/>
          <xsl:with-param name="codes" select="$corrected-codes"/>
        </xsl:call-template>
      </xsl:variable>
      <xsl:variable name="factored">
        <xsl:call-template name="is-one-of">
          <xsl:with-param name="code" select="$code"/>
          <xsl:with-param name="codes" select="$factored-codes"/>
        </xsl:call-template>
      </xsl:variable>
      <xsl:choose>
        <xsl:when test="$credit = 'true'">by its type code the invoice is a credit note</xsl:when>
        <xsl:when test="$corrected = 'true'">
          <xsl:text>a corrected invoice would be captured on top of the one that it corrects</xsl:text>
        </xsl:when>
        <xsl:when test="$code = '325'">a pro-forma invoice is no demand for payment</xsl:when>
        <xsl:when test="$code = '751'">
          <xsl:text>this is invoice information for accounting purposes, and no demand for payment</xsl:text>
        </xsl:when>
        <xsl:when test="$factored = 'true'">a factored invoice is to be paid to the factor</xsl:when>
        <xsl:otherwise>by its type code the invoice is not known to be a demand for payment</xsl:otherwise>
      </xsl:choose>
    </xsl:if>
  </xsl:template>

  <xsl:template name="invoice-type-remedy">
    <xsl:param name="reason"/>
    <xsl:choose>
      <xsl:when test="contains($reason, 'is a credit note')">send it as a CreditNote document</xsl:when>
      <xsl:when test="contains($reason, 'corrected invoice')">
        <xsl:text>send a CreditNote for the first invoice, and a new invoice (type code 380) under a number </xsl:text>
        <xsl:text>of its own</xsl:text>
      </xsl:when>
      <xsl:when test="contains($reason, 'pro-forma')">
        <xsl:text>send the invoice itself (type code 380) when the goods are delivered</xsl:text>
      </xsl:when>
      <xsl:when test="contains($reason, 'factored')">settle it outside Purse</xsl:when>
      <xsl:otherwise>
        <xsl:value-of
            select="concat('if it is to be paid, give it one of the type codes ', normalize-space($payable-codes))"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Why a CreditNote with this code is not refunded; empty when it is. -->
  <xsl:template name="credit-note-type-reason">
    <xsl:param name="code"/>
    <xsl:variable name="credit">
      <xsl:call-template name="is-one-of">
        <xsl:with-param name="code" select="$code"/>
        <xsl:with-param name="codes" select="$credit-codes"/>
      </xsl:call-template>
    </xsl:variable>
    <xsl:if test="$credit != 'true'">
      <xsl:variable name="payable">
        <xsl:call-template name="is-one-of">
          <xsl:with-param name="code" select="$code"/>
          <xsl:with-param name="codes" select="$payable-codes"/>
        </xsl:call-template>
      </xsl:variable>
      <xsl:choose>
        <xsl:when test="$payable = 'true'">by its type code the credit note is an invoice</xsl:when>
        <xsl:otherwise>by its type code the credit note is not known to give money back</xsl:otherwise>
      </xsl:choose>
    </xsl:if>
  </xsl:template>

  <xsl:template name="credit-note-type-remedy">
    <xsl:param name="reason"/>
    <xsl:choose>
      <xsl:when test="contains($reason, 'is an invoice')">send it as an Invoice document</xsl:when>
      <xsl:otherwise>
        <xsl:value-of
            select="concat('if it gives money back, give it one of the type codes ', normalize-space($credit-codes))"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
