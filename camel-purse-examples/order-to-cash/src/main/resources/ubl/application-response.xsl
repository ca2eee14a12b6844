<?xml version="1.0" encoding="UTF-8"?>
<!-- What became of a document, as the UBL 2.1 ApplicationResponse that acknowledges it. Only the parameters count. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:f="urn:camel-purse:order-to-cash"
    xmlns="urn:oasis:names:specification:ubl:schema:xsd:ApplicationResponse-2"
    xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
    xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"
    xmlns:xs="http://www.w3.org/2001/XMLSchema" exclude-result-prefixes="f xs" expand-text="yes">
  <xsl:include href="values.xsl"/>
  <xsl:output method="xml" encoding="UTF-8" indent="yes"/>

  <!-- The row of sql/unacknowledged.sql as JSON. -->
  <xsl:param name="outcome" as="xs:string"/>
  <xsl:variable name="row" select="parse-json($outcome, map{'fallback': function($character) {''}})"/>

  <!-- UNTDID 4343: accepted, rejected, under query. -->
  <xsl:variable name="codes" select="map{'done': 'AP', 'rejected': 'RE', 'manual': 'UQ'}"/>
  <xsl:variable name="code" as="xs:string" select="$codes(string($row?state))"/>
  <xsl:variable name="money" select="f:decimal($row?amount) ! (f:format(., $row?currency) || ' ' || $row?currency)"/>

  <xsl:template match="/">
    <ApplicationResponse>
      <cbc:UBLVersionID>2.1</cbc:UBLVersionID>
      <cbc:ID>{$row?response_id}</cbc:ID>
      <cbc:IssueDate>{substring-before($row?issued, 'T')}</cbc:IssueDate>
      <cbc:IssueTime>{substring-after($row?issued, 'T')}</cbc:IssueTime>
      <cac:SenderParty><cac:PartyName><cbc:Name>{$row?sender}</cbc:Name></cac:PartyName></cac:SenderParty>
      <cac:ReceiverParty><cac:PartyName><cbc:Name>{$row?receiver}</cbc:Name></cac:PartyName></cac:ReceiverParty>
      <cac:DocumentResponse>
        <cac:Response>
          <cbc:ResponseCode listID="UNCL4343">{$code}</cbc:ResponseCode>
          <cbc:Description>{f:text(($row?reason, string-join(($row?kind, $row?number, $row?state), ' ')))
            }</cbc:Description>
          <cac:Status>
            <cbc:ConditionCode>{f:text(($row?operation_status, $row?state))}</cbc:ConditionCode>
            <xsl:for-each select="f:text($row?reason)"><cbc:StatusReason>{.}</cbc:StatusReason></xsl:for-each>
            <xsl:for-each select="f:text($row?remedy)"><cbc:Text>{.}</cbc:Text></xsl:for-each>
            <xsl:for-each select="(['order', $row?order_number], ['operation', $row?operation_id], ['amount', $money],
                [$row?field, $row?field_value])[f:text(?1) and f:text(?2)]">
              <cac:Condition>
                <cbc:AttributeID>{f:text(?1)}</cbc:AttributeID><cbc:Description>{f:text(?2)}</cbc:Description>
              </cac:Condition>
            </xsl:for-each>
          </cac:Status>
        </cac:Response>
        <cac:DocumentReference>
          <cbc:ID>{f:text(($row?number, 'unknown'))}</cbc:ID>
          <cbc:DocumentType>{f:text(($row?kind, 'unknown'))}</cbc:DocumentType>
        </cac:DocumentReference>
      </cac:DocumentResponse>
    </ApplicationResponse>
  </xsl:template>
</xsl:stylesheet>
