<?xml version="1.0" encoding="UTF-8"?>
<!-- What the pages have in common. Nothing is loaded from anywhere else, and no script runs. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:f="urn:camel-purse:order-to-cash"
    xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    exclude-result-prefixes="f xs map" expand-text="yes">
  <xsl:include href="../ubl/values.xsl"/>
  <!-- This output method escapes every text and attribute value. -->
  <xsl:output method="html" version="5.0" encoding="UTF-8" indent="no" include-content-type="no"/>

  <!-- The variables of the route as JSON: what was asked for, and the rows. -->
  <xsl:param name="page" as="xs:string"/>
  <xsl:variable name="data" select="parse-json($page, map{'fallback': function($character) {'&#xFFFD;'}})"/>
  <xsl:variable name="refreshes" select="not($data?refresh = 'off')"/>

  <xsl:template name="page">
    <xsl:param name="title"/>
    <xsl:param name="content"/>
    <html lang="en">
      <head>
        <title>{$title} - Order to cash</title>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <xsl:if test="$refreshes"><meta http-equiv="refresh" content="30"/></xsl:if>
        <xsl:call-template name="style"/>
      </head>
      <body>
        <a class="skip" href="#content">Skip to the content</a>
        <header>
          <a class="home" href="/orders">Order to cash</a>
          <span>
            <xsl:text>As of </xsl:text>
            <xsl:sequence select="f:time(format-dateTime(adjust-dateTime-to-timezone(current-dateTime(),
                xs:dayTimeDuration('PT0S')), '[Y0001]-[M01]-[D01]T[H01]:[m01]:[s01]Z'))"/>
            <xsl:text>, all times in UTC. </xsl:text>
            <a href="{f:address(map{'refresh': if ($refreshes) then 'off' else ''})}">{
              if ($refreshes) then 'Refreshes every 30 seconds: stop' else 'Does not refresh: start'}</a>
          </span>
        </header>
        <main id="content" tabindex="-1"><xsl:copy-of select="$content"/></main>
      </body>
    </html>
  </xsl:template>

  <!-- A table that is scrolled by itself where it is too wide, by keyboard as well. -->
  <xsl:template name="table">
    <xsl:param name="caption" as="xs:string"/>
    <xsl:param name="columns" as="xs:string*"/>
    <xsl:param name="numbers" as="xs:string*" select="'Amount'"/>
    <xsl:param name="rows"/>
    <div class="scroll" role="region" tabindex="0" aria-label="{$caption}">
      <table>
        <caption>{$caption}</caption>
        <thead>
          <tr>
            <xsl:for-each select="$columns">
              <th scope="col" class="{if (. = $numbers) then 'number' else 'text'}">{.}</th>
            </xsl:for-each>
          </tr>
        </thead>
        <tbody><xsl:copy-of select="$rows"/></tbody>
      </table>
    </div>
  </xsl:template>

  <!-- What became of the authorized amount, as parts of a bar. -->
  <xsl:template name="bar">
    <xsl:param name="order"/>
    <xsl:variable name="authorized" select="f:units($order, 'authorized')"/>
    <xsl:variable name="parts" select="f:parts($order)"/>
    <xsl:variable name="whole" select="sum($parts?amount)"/>
    <xsl:if test="$whole gt 0">
      <span class="bar" role="img" aria-label="{f:money($authorized, $order)} authorized: {
          string-join($parts ! (f:money(?amount, $order) || ' ' || ?label), ', ')}">
        <xsl:for-each select="$parts[?amount gt 0]">
          <span class="{?name}" style="width: {format-number(?amount div $whole, '0.##%')}"></span>
        </xsl:for-each>
      </span>
    </xsl:if>
  </xsl:template>

  <!-- What the colors of a bar mean. -->
  <xsl:template name="key">
    <ul class="key">
      <xsl:for-each select="f:parts(map{})"><li><span class="{?name}"></span>{?label}</li></xsl:for-each>
    </ul>
  </xsl:template>

  <xsl:function name="f:parts" as="map(*)*">
    <xsl:param name="order"/>
    <xsl:variable name="captured" select="f:units($order, 'captured')"/>
    <xsl:variable name="voided" select="f:units($order, 'voided')"/>
    <xsl:variable name="refunded" select="f:units($order, 'refunded')"/>
    <xsl:sequence select="
        map{'name': 'captured', 'label': 'captured and not refunded', 'amount': max((0, $captured - $refunded))},
        map{'name': 'refunded', 'label': 'captured and refunded', 'amount': $refunded},
        map{'name': 'voided', 'label': 'voided', 'amount': $voided},
        map{'name': 'open', 'label': 'open', 'amount': max((0, f:units($order, 'authorized') - $captured - $voided))}"/>
  </xsl:function>

  <!-- One of the amounts that were read last, in major units. -->
  <xsl:function name="f:units" as="xs:decimal">
    <xsl:param name="order"/>
    <xsl:param name="which" as="xs:string"/>
    <xsl:sequence select="(f:decimal($order($which)), 0)[1] div (1, 10, 100)[1 + xs:integer(($order?decimals, 0)[1])]"/>
  </xsl:function>

  <xsl:function name="f:money" as="xs:string?">
    <xsl:param name="amount" as="xs:decimal?"/>
    <xsl:param name="row"/>
    <xsl:sequence select="f:text($row?currency) ! (f:format($amount, .) || ' ' || .)[exists($amount)]"/>
  </xsl:function>

  <!-- What is known of an order's payment. -->
  <xsl:function name="f:payment" as="xs:string">
    <xsl:param name="order"/>
    <xsl:sequence select="(f:text($order?payment_status),
        f:text($order?link_status) ! ('payment link ' || .), 'no payment link')[1]"/>
  </xsl:function>

  <xsl:function name="f:time">
    <xsl:param name="time" as="xs:string?"/>
    <xsl:if test="$time"><time datetime="{$time}">{translate($time, 'TZ', ' ')}</time></xsl:if>
  </xsl:function>

  <xsl:function name="f:order">
    <xsl:param name="number"/>
    <a href="/orders/{encode-for-uri(string($number))}">{f:text($number)}</a>
  </xsl:function>

  <xsl:function name="f:state">
    <xsl:param name="state"/>
    <xsl:param name="count" as="xs:string?"/>
    <span class="state {$state}">{string-join(($count, $state), ' ')}</span>
  </xsl:function>

  <!-- The address of the same page with other parameters. -->
  <xsl:function name="f:address" as="xs:string">
    <xsl:param name="changes" as="map(*)"/>
    <xsl:variable name="wanted" select="map:merge(($changes, $data), map{'duplicates': 'use-first'})"/>
    <xsl:sequence select="'?' || string-join(('state', 'order', 'before', 'refresh')[f:text($wanted(.))]
        ! (. || '=' || encode-for-uri(string($wanted(.)))), '&amp;')"/>
  </xsl:function>

  <!-- Every pair of colors has a contrast of at least 4.5, and the parts of a bar of at least 3 with the page. -->
  <xsl:template name="style">
    <style xsl:expand-text="no">
      body { margin: 0; background: #fff; color: #1b1f24; font: 15px/1.45 system-ui, sans-serif; }
      header { display: flex; flex-wrap: wrap; gap: 4px 24px; justify-content: space-between; padding: 10px 24px;
        background: #14304f; color: #fff; }
      header a { color: #fff; }
      .home { font-weight: 600; text-decoration: none; }
      main { padding: 4px 24px 24px; outline: none; }
      h1 { font-size: 24px; margin: 12px 0 4px; }
      h2 { font-size: 18px; margin: 20px 0 4px; }
      p { margin: 4px 0 8px; }
      a { color: #0b4a8f; }
      .skip { position: absolute; left: -999em; }
      .skip:focus { left: 8px; top: 8px; padding: 4px 8px; background: #fff; }
      :focus-visible { outline: 3px solid #b45309; outline-offset: 2px; }
      header :focus-visible { outline-color: #fff; }
      .scroll { overflow-x: auto; }
      table { border-collapse: collapse; width: 100%; font-size: 14px; }
      caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
      th, td { padding: 5px 10px 5px 0; border-bottom: 1px solid #d5dae0; text-align: left; vertical-align: top; }
      thead th { border-bottom-color: #57606a; white-space: nowrap; }
      th { font-weight: 600; }
      th, td, dd, h1 { overflow-wrap: anywhere; unicode-bidi: isolate; }
      td small { display: block; color: #4b5563; font-size: 13px; }
      .number, thead .number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
      time { white-space: nowrap; font-variant-numeric: tabular-nums; }
      .state { display: inline-block; padding: 0 7px; border-radius: 9px; white-space: nowrap; font-size: 13px;
        background: #e5e7eb; }
      .state.open { background: #dbeafe; color: #1e3a8a; }
      .state.done { background: #dcfce7; color: #14532d; }
      .state.rejected { background: #fee2e2; color: #7f1d1d; }
      .state.manual { background: #fef3c7; color: #713f12; }
      .bar { display: flex; gap: 2px; width: 150px; height: 12px; margin-top: 4px; forced-color-adjust: none;
        print-color-adjust: exact; }
      .wide .bar { width: 100%; height: 18px; }
      .captured { background: #15803d; }
      .refunded { background: #7e22ce; }
      .voided { background: #6b7280; }
      .bar .open, .key .open { background: #c2410c; }
      .key { display: flex; flex-wrap: wrap; gap: 4px 18px; padding: 0; margin: 6px 0; list-style: none;
        font-size: 14px; }
      .key span { display: inline-block; width: 12px; height: 12px; margin-right: 6px; forced-color-adjust: none;
        print-color-adjust: exact; }
      .filter { display: flex; flex-wrap: wrap; gap: 6px 24px; align-items: center; margin: 6px 0; }
      .filter ul { display: flex; gap: 4px; padding: 0; margin: 0; list-style: none; }
      .filter li a { display: block; padding: 3px 10px; border: 1px solid #8c959f; border-radius: 5px;
        text-decoration: none; }
      .filter li a[aria-current] { background: #14304f; color: #fff; }
      input, button { font: inherit; padding: 3px 8px; border: 1px solid #6b7280; border-radius: 5px; }
      button { background: #e5e7eb; color: #1b1f24; }
      dl { display: grid; grid-template-columns: repeat(auto-fill, minmax(170px, 1fr)); gap: 8px 18px; margin: 8px 0; }
      dt { font-weight: 600; font-size: 14px; }
      dd { margin: 0; }
    </style>
  </xsl:template>
</xsl:stylesheet>
