<?xml version="1.1" encoding="UTF-8"?>
<!--
  Text as a JSON string. The file is XML 1.1 because only that can name the control characters,
  and an XML 1.1 document can carry them.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">

  <xsl:variable name="controls"
      select="'&#x1;&#x2;&#x3;&#x4;&#x5;&#x6;&#x7;&#x8;&#xB;&#xC;&#xE;&#xF;&#x10;&#x11;&#x12;&#x13;&#x14;&#x15;&#x16;&#x17;&#x18;&#x19;&#x1A;&#x1B;&#x1C;&#x1D;&#x1E;&#x1F;&#x7F;'"/>

  <!-- "text": white space runs become one blank, control characters go, quotes and backslashes are escaped. -->
  <xsl:template name="string">
    <xsl:param name="text"/>
    <xsl:text>"</xsl:text>
    <xsl:call-template name="escape">
      <xsl:with-param name="text" select="normalize-space(translate($text, $controls, ''))"/>
    </xsl:call-template>
    <xsl:text>"</xsl:text>
  </xsl:template>

  <!-- "name":"text" followed by a comma, or nothing when there is no text. -->
  <xsl:template name="member">
    <xsl:param name="name"/>
    <xsl:param name="text"/>
    <xsl:if test="normalize-space(translate($text, $controls, '')) != ''">
      <xsl:value-of select="concat('&quot;', $name, '&quot;:')"/>
      <xsl:call-template name="string">
        <xsl:with-param name="text" select="$text"/>
      </xsl:call-template>
      <xsl:text>,</xsl:text>
    </xsl:if>
  </xsl:template>

  <!-- "name":{members}, or nothing when there are none; the members end with a comma each. -->
  <xsl:template name="object">
    <xsl:param name="name"/>
    <xsl:param name="members"/>
    <xsl:if test="string($members) != ''">
      <xsl:value-of
          select="concat('&quot;', $name, '&quot;:{', substring($members, 1, string-length($members) - 1), '},')"/>
    </xsl:if>
  </xsl:template>

  <!-- Halves the text until a piece is harmless or one character: the depth grows with the logarithm of the length. -->
  <xsl:template name="escape">
    <xsl:param name="text"/>
    <xsl:variable name="length" select="string-length($text)"/>
    <xsl:choose>
      <xsl:when test="not(contains($text, '&quot;') or contains($text, '\'))">
        <xsl:value-of select="$text"/>
      </xsl:when>
      <xsl:when test="$length = 1">
        <xsl:value-of select="concat('\', $text)"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:variable name="half" select="floor($length div 2)"/>
        <xsl:call-template name="escape">
          <xsl:with-param name="text" select="substring($text, 1, $half)"/>
        </xsl:call-template>
        <xsl:call-template name="escape">
          <xsl:with-param name="text" select="substring($text, $half + 1)"/>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
