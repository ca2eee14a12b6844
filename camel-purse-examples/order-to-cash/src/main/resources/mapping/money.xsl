<?xml version="1.0" encoding="UTF-8"?>
<!-- Amounts: decimals as UBL writes them, minor units as Purse counts them. All in whole numbers,
     so nothing is rounded. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">

  <xsl:variable name="currencies" select="'CHF, EUR, GBP, JPY, USD'"/>

  <!-- true or false: whether Purse takes the currency. -->
  <xsl:template name="is-purse-currency">
    <xsl:param name="currency"/>
    <xsl:value-of
        select="string-length($currency) = 3 and contains(concat(', ', $currencies, ','), concat(', ', $currency,
            ','))"/>
  </xsl:template>

  <!-- The number of decimals of a currency that Purse takes. -->
  <xsl:template name="digits">
    <xsl:param name="currency"/>
    <xsl:choose>
      <xsl:when test="$currency = 'JPY'">0</xsl:when>
      <xsl:otherwise>2</xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- 42.9 EUR to 4290; empty when the text is no decimal, has a sign, or has more decimals than the currency. -->
  <xsl:template name="minor">
    <xsl:param name="amount"/>
    <xsl:param name="currency"/>
    <xsl:variable name="digits">
      <xsl:call-template name="digits">
        <xsl:with-param name="currency" select="$currency"/>
      </xsl:call-template>
    </xsl:variable>
    <xsl:variable name="whole" select="substring-before(concat($amount, '.'), '.')"/>
    <xsl:variable name="fraction" select="substring-after($amount, '.')"/>
    <xsl:variable name="kept" select="substring(concat($fraction, '00'), 1, number($digits))"/>
    <xsl:variable name="lost" select="substring($fraction, number($digits) + 1)"/>
    <xsl:if
        test="concat($whole, $fraction) != '' and translate(concat($whole, $fraction), '0123456789', '') = ''
            and translate($lost, '0', '') = '' and string-length($whole) &lt;= 12">
      <xsl:value-of select="format-number(number(concat('0', $whole, $kept)), '0')"/>
    </xsl:if>
  </xsl:template>

  <!-- 4290 EUR to 42.90 -->
  <xsl:template name="decimal">
    <xsl:param name="minor"/>
    <xsl:param name="currency"/>
    <xsl:choose>
      <xsl:when test="$currency = 'JPY'">
        <xsl:value-of select="format-number($minor, '0')"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:value-of
            select="concat(format-number(floor($minor div 100), '0'), '.', format-number($minor mod 100, '00'))"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- 4290 EUR to "42.90 EUR", for people. -->
  <xsl:template name="major">
    <xsl:param name="minor"/>
    <xsl:param name="currency"/>
    <xsl:call-template name="decimal">
      <xsl:with-param name="minor" select="$minor"/>
      <xsl:with-param name="currency" select="$currency"/>
    </xsl:call-template>
    <xsl:value-of select="concat(' ', $currency)"/>
  </xsl:template>
</xsl:stylesheet>
