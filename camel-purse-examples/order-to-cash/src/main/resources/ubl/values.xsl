<?xml version="1.0" encoding="UTF-8"?>
<!-- Texts and amounts of a document, as JSON takes them. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:f="urn:camel-purse:order-to-cash"
    xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map">

  <!-- The currencies that Purse takes, and how many decimals each has: the only place that says so. -->
  <xsl:variable name="decimals" select="map{'CHF': 2, 'EUR': 2, 'GBP': 2, 'JPY': 0, 'USD': 2}"/>

  <!-- The first of the texts that is not blank: white space runs become one space, control characters go. -->
  <xsl:function name="f:text" as="xs:string?">
    <xsl:param name="texts" as="item()*"/>
    <xsl:sequence select="($texts ! normalize-space(replace(string(.), '[\p{Cc}-[\s]]', '')))[. ne ''][1]"/>
  </xsl:function>

  <!-- The exact value of the first decimal; nothing where it is none, or far too long to be an amount. -->
  <xsl:function name="f:decimal" as="xs:decimal?">
    <xsl:param name="texts" as="item()*"/>
    <xsl:variable name="trimmed" select="normalize-space(string($texts[1]))"/>
    <xsl:sequence select="$trimmed[string-length(.) lt 40][. castable as xs:decimal] ! xs:decimal(.)"/>
  </xsl:function>

  <!-- The decimal where it can be paid: not negative, and without a fraction of the currency's smallest unit. -->
  <xsl:function name="f:amount" as="xs:decimal?">
    <xsl:param name="texts" as="item()*"/>
    <xsl:param name="currency" as="xs:string"/>
    <xsl:sequence select="f:decimal($texts)[. ge 0 and . lt 1000000000000
        and . eq round(., ($decimals($currency), 2)[1])]"/>
  </xsl:function>

  <!-- The amount at the scale of its currency: 42.90, or 1200 yen. -->
  <xsl:function name="f:format" as="xs:string">
    <xsl:param name="amount" as="xs:decimal"/>
    <xsl:param name="currency" as="xs:string"/>
    <xsl:sequence select="format-number($amount, ('0.00'[not($decimals($currency) eq 0)], '0')[1])"/>
  </xsl:function>

  <!-- The map without the members that have no value; nothing where none has one. -->
  <xsl:function name="f:object" as="map(*)?">
    <xsl:param name="members" as="map(*)"/>
    <xsl:sequence select="map:remove($members, map:keys($members)[empty($members(.))])[map:size(.) gt 0]"/>
  </xsl:function>
</xsl:stylesheet>
