<?xml version="1.0" encoding="UTF-8"?>
<!-- The orders: first what waits for a person, then the differences, then the orders of the newest documents. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:f="urn:camel-purse:order-to-cash"
    xmlns:xs="http://www.w3.org/2001/XMLSchema" exclude-result-prefixes="f xs" expand-text="yes">
  <xsl:include href="layout.xsl"/>

  <xsl:template match="/">
    <xsl:call-template name="page">
      <xsl:with-param name="title">Orders</xsl:with-param>
      <xsl:with-param name="content">
        <h1>Orders</h1>
        <xsl:call-template name="worklist"/>
        <xsl:call-template name="differences"/>
        <xsl:call-template name="orders"/>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <xsl:template name="worklist">
    <xsl:variable name="rows" select="$data?worklist?*"/>
    <h2>Worklist: {f:count($rows)}</h2>
    <p>{if (empty($rows)) then 'No document needs a decision, no outcome is unknown, and none has waited for long.'
      else 'Documents that need a decision (manual), and those whose outcome is unknown or that have waited for long
        (open). ' => normalize-space() || ' '
        || f:limit($rows, 'The ones that have waited longest')}</p>
    <xsl:if test="exists($rows)">
      <xsl:call-template name="table">
        <xsl:with-param name="caption">Worklist</xsl:with-param>
        <xsl:with-param name="columns" select="'Document', 'Order', 'Amount', 'State', 'Since', 'Reason and remedy'"/>
        <xsl:with-param name="rows">
          <xsl:for-each select="$rows">
            <tr>
              <th scope="row">{f:text(?kind)} {f:text(?number)}</th>
              <td><xsl:sequence select="f:order(?order_number)"/></td>
              <td class="number">{f:money(f:decimal(?amount), .)}</td>
              <td>
                <xsl:sequence select="f:state(?state, ())"/>
                <xsl:if test="?due"><small>due <xsl:sequence select="f:time(?due)"/></small></xsl:if>
              </td>
              <td><xsl:sequence select="f:time(?since)"/></td>
              <td>{f:text(?reason)} <small>{f:text(?remedy)}</small></td>
            </tr>
          </xsl:for-each>
        </xsl:with-param>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

  <xsl:template name="differences">
    <xsl:variable name="rows" select="$data?differences?*"/>
    <h2>Differences: {f:count($rows)}</h2>
    <p>
      <xsl:text>{if (empty($data?compared)) then 'The documents and Purse have not been compared yet.'
        else if (empty($rows)) then 'The documents and Purse, as read last, agree: compared '
        else 'Where the documents and Purse, as read last, differ: compared '}</xsl:text>
      <xsl:sequence select="f:time($data?compared)"/>
      <xsl:text> {f:limit($rows, 'The first ones')}</xsl:text>
    </p>
    <xsl:if test="exists($rows)">
      <xsl:call-template name="table">
        <xsl:with-param name="caption">Differences</xsl:with-param>
        <xsl:with-param name="columns" select="'Order', 'Difference', 'Documents', 'Purse', 'Remedy'"/>
        <xsl:with-param name="numbers" select="'Documents', 'Purse'"/>
        <xsl:with-param name="rows">
          <xsl:for-each select="$rows">
            <tr>
              <th scope="row"><xsl:sequence select="f:order(?number)"/></th>
              <td>{f:text(?what)}</td>
              <td class="number">{f:money(f:decimal(?documents), .)}</td>
              <td class="number">{f:money(f:decimal(?purse), .)}</td>
              <td>{f:text(?remedy)}</td>
            </tr>
          </xsl:for-each>
        </xsl:with-param>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

  <xsl:template name="orders">
    <xsl:variable name="rows" select="$data?orders?*"/>
    <xsl:variable name="documents" select="sum($rows ! xs:integer(?found))"/>
    <h2 id="orders">Orders by newest document</h2>
    <div class="filter">
      <nav aria-label="Orders with a document in state">
        <ul>
          <xsl:for-each select="'', 'open', 'manual', 'rejected', 'done'">
            <li>
              <a href="{f:address(map{'state': ., 'before': ''})}#orders">
                <xsl:if test=". eq string($data?state)"><xsl:attribute name="aria-current">true</xsl:attribute></xsl:if>
                <xsl:text>{(.[. ne ''], 'all')[1]}</xsl:text>
              </a>
            </li>
          </xsl:for-each>
        </ul>
      </nav>
      <form action="/orders#orders">
        <label for="order">Order number</label>
        <xsl:text> </xsl:text>
        <input id="order" name="order" maxlength="255" value="{f:text($data?order)}"/>
        <xsl:text> </xsl:text>
        <button>Find</button>
      </form>
    </div>
    <p>{if (empty($rows)) then 'There is none.' else count($rows) || ' shown: those of the '
      || (if (f:text($data?before)) then 'next ' else 'newest ') || $documents || ' documents'
      || f:text($data?state) ! (' in state ' || .) || '.'}</p>
    <xsl:if test="exists($rows)">
      <xsl:call-template name="key"/>
      <xsl:call-template name="table">
        <xsl:with-param name="caption">Orders</xsl:with-param>
        <xsl:with-param name="columns" select="'Order', 'Amount', 'Payment', 'Authorized', 'Captured', 'Voided',
            'Refunded', 'Documents', 'Newest document'"/>
        <xsl:with-param name="numbers" select="'Amount', 'Authorized', 'Captured', 'Voided', 'Refunded'"/>
        <xsl:with-param name="rows"><xsl:apply-templates select="$rows"/></xsl:with-param>
      </xsl:call-template>
      <xsl:if test="$documents ge 200">
        <p><a href="{f:address(map{'before': min($rows ! xs:integer(?earliest))})}#orders">Older documents</a></p>
      </xsl:if>
    </xsl:if>
  </xsl:template>

  <xsl:template match=".[. instance of map(*)]">
    <xsl:variable name="order" select="."/>
    <tr>
      <th scope="row"><xsl:sequence select="f:order(?number)"/></th>
      <td class="number">{f:money(f:decimal(?amount), .)}</td>
      <td>{f:payment(.)}</td>
      <xsl:for-each select="'authorized', 'captured', 'voided', 'refunded'">
        <td class="number">
          <xsl:if test="$order(.)">
            <xsl:text>{f:format(f:units($order, .), string($order?currency))}</xsl:text>
          </xsl:if>
          <xsl:if test=". eq 'authorized'">
            <xsl:call-template name="bar"><xsl:with-param name="order" select="$order"/></xsl:call-template>
          </xsl:if>
        </td>
      </xsl:for-each>
      <td>
        <xsl:for-each select="('manual', 'open', 'rejected', 'done')[$order(.) ne '0']">
          <xsl:sequence select="f:state(., $order(.))"/>
          <xsl:text> </xsl:text>
        </xsl:for-each>
        <small>{f:text(?waits)}</small>
      </td>
      <td><xsl:sequence select="f:time(?received)"/></td>
    </tr>
  </xsl:template>

  <xsl:function name="f:count" as="xs:string">
    <xsl:param name="rows"/>
    <xsl:sequence select="if (count($rows) ge 100) then '100 or more' else string(count($rows))"/>
  </xsl:function>

  <xsl:function name="f:limit" as="xs:string">
    <xsl:param name="rows"/>
    <xsl:param name="which"/>
    <xsl:sequence select="if (count($rows) ge 100) then $which || ' are shown, 100 of them.' else ''"/>
  </xsl:function>
</xsl:stylesheet>
