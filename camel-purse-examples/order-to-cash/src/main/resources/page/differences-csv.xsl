<?xml version="1.0" encoding="UTF-8"?>
<!-- The rows of sql/differences.sql as comma-separated values (RFC 4180). -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:f="urn:camel-purse:order-to-cash"
    xmlns:xs="http://www.w3.org/2001/XMLSchema" expand-text="yes">
  <xsl:output method="text" encoding="UTF-8"/>
  <xsl:param name="rows" as="xs:string"/>
  <xsl:variable name="columns" select="'number', 'what', 'documents', 'purse', 'currency', 'remedy'"/>

  <xsl:template match="/">
    <xsl:value-of select="($columns => string-join(','), parse-json($rows)?* ! f:row(.)) ! (. || '&#xD;&#xA;')"
        separator=""/>
  </xsl:template>

  <!-- A value that begins like a formula is text in a spreadsheet, too. -->
  <xsl:function name="f:row" as="xs:string">
    <xsl:param name="row" as="map(*)"/>
    <xsl:sequence select="($columns ! string($row(.))
        ! ('&quot;' || replace(replace(., '^([=+@-])', '''$1'), '&quot;', '&quot;&quot;') || '&quot;'))
        => string-join(',')"/>
  </xsl:function>
</xsl:stylesheet>
