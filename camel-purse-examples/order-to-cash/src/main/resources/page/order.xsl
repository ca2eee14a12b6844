<?xml version="1.0" encoding="UTF-8"?>
<!-- An order: its payment, its documents and its history. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:f="urn:camel-purse:order-to-cash"
    xmlns:xs="http://www.w3.org/2001/XMLSchema" exclude-result-prefixes="f xs" expand-text="yes">
  <xsl:include href="layout.xsl"/>

  <xsl:variable name="number" select="f:text($data?number)"/>

  <xsl:template match="/">
    <xsl:call-template name="page">
      <xsl:with-param name="title">Order {$number}</xsl:with-param>
      <xsl:with-param name="content">
        <p><a href="/orders">All orders</a></p>
        <h1>Order {$number}</h1>
        <xsl:choose>
          <xsl:when test="empty($data?history?*)"><p>There is no such order.</p></xsl:when>
          <xsl:otherwise>
            <xsl:apply-templates select="$data?orders?*"/>
            <xsl:call-template name="documents"/>
            <xsl:call-template name="history"/>
          </xsl:otherwise>
        </xsl:choose>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match=".[. instance of map(*)]">
    <xsl:variable name="order" select="."/>
    <xsl:variable name="amounts" select="('authorized', 'captured', 'voided', 'refunded')[exists($order(.))]"/>
    <dl>
      <xsl:for-each select="['Amount', f:money(f:decimal(?amount), .)], ['Payment', f:payment(.)],
          ['Payment id', f:text(?payment_id)], ['Payment link id', f:text(?link_id)],
          ['Paid', f:time(?paid)], ['Last read', f:time(?read)],
          $amounts ! [upper-case(substring(., 1, 1)) || substring(., 2), f:money(f:units($order, .), $order)]">
        <xsl:if test="exists(?2)"><div><dt>{?1}</dt><dd><xsl:sequence select="?2"/></dd></div></xsl:if>
      </xsl:for-each>
    </dl>
    <xsl:where-populated>
      <div class="wide">
        <xsl:call-template name="bar"><xsl:with-param name="order" select="."/></xsl:call-template>
      </div>
    </xsl:where-populated>
    <xsl:if test="exists($amounts)"><xsl:call-template name="key"/></xsl:if>
  </xsl:template>

  <xsl:template name="documents">
    <xsl:variable name="rows" select="reverse($data?documents?*)"/>
    <h2>Documents</h2>
    <xsl:sequence select="f:limit($rows, 'documents')"/>
    <xsl:call-template name="table">
      <xsl:with-param name="caption">Documents</xsl:with-param>
      <xsl:with-param name="columns" select="'Document', 'Amount', 'Received', 'State', 'Operation',
          'Reason and remedy', 'Acknowledged'"/>
      <xsl:with-param name="rows">
        <xsl:for-each select="$rows">
          <tr>
            <th scope="row">{f:text(?kind)} {f:text(?number)}</th>
            <td class="number">{f:money(f:decimal(?amount), .)}</td>
            <td><xsl:sequence select="f:time(?received)"/></td>
            <td>
              <xsl:sequence select="f:state(?state, ())"/>
              <xsl:if test="?due"><small>due <xsl:sequence select="f:time(?due)"/></small></xsl:if>
            </td>
            <td>{f:text(?operation_status)} <small>{f:text(?operation_id)}</small></td>
            <td>
              <xsl:text>{f:text(?reason)}</xsl:text>
              <xsl:if test="f:text(?field)"><small>{f:text(?field)}: {f:text(?field_value)}</small></xsl:if>
              <small>{f:text(?remedy)}</small>
            </td>
            <td><xsl:sequence select="f:time(?acknowledged)"/></td>
          </tr>
        </xsl:for-each>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <xsl:template name="history">
    <xsl:variable name="rows" select="reverse($data?history?*)"/>
    <h2>Timeline</h2>
    <xsl:sequence select="f:limit($rows, 'entries')"/>
    <xsl:call-template name="table">
      <xsl:with-param name="caption">Timeline</xsl:with-param>
      <xsl:with-param name="columns" select="'Time', 'What', 'Event'"/>
      <xsl:with-param name="rows">
        <xsl:for-each select="$rows">
          <tr>
            <th scope="row"><xsl:sequence select="f:time(?at)"/></th>
            <td>{?what}</td>
            <td>{f:text(?event)}</td>
          </tr>
        </xsl:for-each>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <xsl:function name="f:limit">
    <xsl:param name="rows"/>
    <xsl:param name="what"/>
    <xsl:if test="count($rows) ge 200"><p>The newest 200 {$what} are shown.</p></xsl:if>
  </xsl:function>
</xsl:stylesheet>
