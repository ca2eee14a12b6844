<?xml version="1.0" encoding="UTF-8"?>
<!--
  A UBL Order as the request for a payment link. Amounts stay decimals: the endpoint has amountUnit=major.

  Purse calls "net" what is to be paid, tax included, and "gross" the price of a piece before tax. UBL's line extension
  amount is without tax, so a line's net amount is the extension and the line's tax together.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
    xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"
    xmlns:order="urn:oasis:names:specification:ubl:schema:xsd:Order-2">
  <xsl:import href="json.xsl"/>
  <xsl:import href="money.xsl"/>
  <xsl:output method="text" encoding="UTF-8"/>

  <!-- Variables of the route: what document.xsl has found and checked. -->
  <xsl:param name="order"/>
  <xsl:param name="currency"/>
  <xsl:param name="amount"/>
  <!-- Where the shopper goes after the payment; the order number is appended. -->
  <xsl:param name="shopperReturnUrl"/>

  <xsl:template match="/order:Order">
    <xsl:value-of select="concat('{&quot;amount&quot;:', $amount, ',')"/>
    <xsl:value-of select="concat('&quot;currency&quot;:&quot;', $currency, '&quot;,')"/>
    <xsl:text>"capture_mode":"MANUAL","shopper_redirection_url":</xsl:text>
    <xsl:call-template name="string">
      <xsl:with-param name="text" select="concat($shopperReturnUrl, $order)"/>
    </xsl:call-template>
    <xsl:text>,</xsl:text>
    <xsl:call-template name="object">
      <xsl:with-param name="name">customer</xsl:with-param>
      <xsl:with-param name="members">
        <xsl:call-template name="customer"/>
      </xsl:with-param>
    </xsl:call-template>
    <xsl:text>"order":{</xsl:text>
    <xsl:call-template name="member">
      <xsl:with-param name="name">reference</xsl:with-param>
      <xsl:with-param name="text" select="$order"/>
    </xsl:call-template>
    <xsl:value-of select="concat('&quot;net_amount&quot;:', $amount, ',')"/>
    <xsl:call-template name="amount">
      <xsl:with-param name="name">tax_amount</xsl:with-param>
      <xsl:with-param name="text" select="cac:TaxTotal[cbc:TaxAmount/@currencyID = $currency][1]/cbc:TaxAmount"/>
    </xsl:call-template>
    <xsl:call-template name="object">
      <xsl:with-param name="name">billing_address</xsl:with-param>
      <xsl:with-param name="members">
        <xsl:call-template name="party">
          <xsl:with-param name="party" select="cac:BuyerCustomerParty/cac:Party"/>
        </xsl:call-template>
        <xsl:call-template name="address">
          <xsl:with-param name="address" select="cac:BuyerCustomerParty/cac:Party/cac:PostalAddress"/>
        </xsl:call-template>
      </xsl:with-param>
    </xsl:call-template>
    <xsl:value-of select="concat('&quot;shipments&quot;:[{&quot;net_amount&quot;:', $amount, ',')"/>
    <xsl:call-template name="object">
      <xsl:with-param name="name">shipping_address</xsl:with-param>
      <xsl:with-param name="members">
        <xsl:call-template name="address">
          <xsl:with-param name="address"
              select="(cac:Delivery/cac:DeliveryAddress | cac:Delivery/cac:DeliveryLocation/cac:Address)[1]"/>
        </xsl:call-template>
      </xsl:with-param>
    </xsl:call-template>
    <xsl:text>"item_lines":[</xsl:text>
    <!-- A line that takes money back, a discount say, is in the total but no item that is shipped. -->
    <xsl:for-each
        select="cac:OrderLine/cac:LineItem[cbc:LineExtensionAmount
            and not(starts-with(normalize-space(cbc:LineExtensionAmount), '-'))
            and not(starts-with(normalize-space(cbc:TotalTaxAmount), '-'))]">
      <xsl:if test="position() &gt; 1">
        <xsl:text>,</xsl:text>
      </xsl:if>
      <xsl:call-template name="item-line"/>
    </xsl:for-each>
    <xsl:text>]}]}}</xsl:text>
  </xsl:template>

  <xsl:template name="customer">
    <xsl:variable name="customer" select="cac:BuyerCustomerParty"/>
    <xsl:call-template name="member">
      <xsl:with-param name="name">reference</xsl:with-param>
      <xsl:with-param name="text"
          select="($customer/cbc:SupplierAssignedAccountID | $customer/cbc:CustomerAssignedAccountID
              | $customer/cac:Party/cac:PartyIdentification/cbc:ID)[1]"/>
    </xsl:call-template>
    <xsl:if test="$customer/cac:Party/cac:Person">
      <xsl:text>"type":"PERSON",</xsl:text>
    </xsl:if>
    <xsl:call-template name="member">
      <xsl:with-param name="name">email</xsl:with-param>
      <xsl:with-param name="text" select="$customer/cac:Party/cac:Contact/cbc:ElectronicMail"/>
    </xsl:call-template>
    <xsl:call-template name="member">
      <xsl:with-param name="name">first_name</xsl:with-param>
      <xsl:with-param name="text" select="$customer/cac:Party/cac:Person[1]/cbc:FirstName"/>
    </xsl:call-template>
    <xsl:call-template name="member">
      <xsl:with-param name="name">last_name</xsl:with-param>
      <xsl:with-param name="text" select="$customer/cac:Party/cac:Person[1]/cbc:FamilyName"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template name="party">
    <xsl:param name="party"/>
    <xsl:call-template name="member">
      <xsl:with-param name="name">company_name</xsl:with-param>
      <xsl:with-param name="text" select="$party/cac:PartyName[1]/cbc:Name"/>
    </xsl:call-template>
    <xsl:call-template name="member">
      <xsl:with-param name="name">first_name</xsl:with-param>
      <xsl:with-param name="text" select="$party/cac:Person[1]/cbc:FirstName"/>
    </xsl:call-template>
    <xsl:call-template name="member">
      <xsl:with-param name="name">last_name</xsl:with-param>
      <xsl:with-param name="text" select="$party/cac:Person[1]/cbc:FamilyName"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template name="address">
    <xsl:param name="address"/>
    <xsl:variable name="street"
        select="normalize-space(concat($address/cbc:BuildingNumber, ' ', $address/cbc:StreetName))"/>
    <xsl:if test="$street != ''">
      <xsl:text>"address_lines":[</xsl:text>
      <xsl:call-template name="string">
        <xsl:with-param name="text" select="$street"/>
      </xsl:call-template>
      <xsl:if test="normalize-space($address/cbc:AdditionalStreetName) != ''">
        <xsl:text>,</xsl:text>
        <xsl:call-template name="string">
          <xsl:with-param name="text" select="$address/cbc:AdditionalStreetName"/>
        </xsl:call-template>
      </xsl:if>
      <xsl:text>],</xsl:text>
    </xsl:if>
    <xsl:call-template name="member">
      <xsl:with-param name="name">city</xsl:with-param>
      <xsl:with-param name="text" select="$address/cbc:CityName"/>
    </xsl:call-template>
    <xsl:call-template name="member">
      <xsl:with-param name="name">postal_code</xsl:with-param>
      <xsl:with-param name="text" select="$address/cbc:PostalZone"/>
    </xsl:call-template>
    <xsl:call-template name="member">
      <xsl:with-param name="name">country_code</xsl:with-param>
      <xsl:with-param name="text" select="$address/cac:Country/cbc:IdentificationCode"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template name="item-line">
    <xsl:variable name="extension">
      <xsl:call-template name="minor">
        <xsl:with-param name="amount" select="normalize-space(cbc:LineExtensionAmount)"/>
        <xsl:with-param name="currency" select="$currency"/>
      </xsl:call-template>
    </xsl:variable>
    <xsl:variable name="tax">
      <xsl:call-template name="minor">
        <xsl:with-param name="amount" select="normalize-space(cbc:TotalTaxAmount)"/>
        <xsl:with-param name="currency" select="$currency"/>
      </xsl:call-template>
    </xsl:variable>
    <xsl:variable name="price">
      <xsl:if test="not(cac:Price/cbc:BaseQuantity) or number(cac:Price/cbc:BaseQuantity) = 1">
        <xsl:call-template name="minor">
          <xsl:with-param name="amount" select="normalize-space(cac:Price/cbc:PriceAmount)"/>
          <xsl:with-param name="currency" select="$currency"/>
        </xsl:call-template>
      </xsl:if>
    </xsl:variable>
    <xsl:variable name="quantity" select="number(cbc:Quantity)"/>
    <xsl:text>{"type":"PHYSICAL",</xsl:text>
    <xsl:call-template name="member">
      <xsl:with-param name="name">sku_reference</xsl:with-param>
      <xsl:with-param name="text"
          select="(cac:Item/cac:SellersItemIdentification/cbc:ID | cac:Item/cac:StandardItemIdentification/cbc:ID)[1]"/>
    </xsl:call-template>
    <xsl:call-template name="member">
      <xsl:with-param name="name">brand</xsl:with-param>
      <xsl:with-param name="text" select="cac:Item/cbc:BrandName[1]"/>
    </xsl:call-template>
    <xsl:if test="$extension != ''">
      <!-- Purse counts whole pieces at a price in whole cents. Two litres and a half, or a price
           for a hundred, is one piece. -->
      <xsl:choose>
        <xsl:when test="$price != '' and $quantity &gt;= 1 and $quantity = floor($quantity)">
          <xsl:value-of select="concat('&quot;quantity&quot;:', format-number($quantity, '0'), ',')"/>
          <xsl:call-template name="amount">
            <xsl:with-param name="name">unit_gross_price</xsl:with-param>
            <xsl:with-param name="text" select="cac:Price/cbc:PriceAmount"/>
          </xsl:call-template>
        </xsl:when>
        <xsl:otherwise>
          <xsl:text>"quantity":1,</xsl:text>
          <xsl:call-template name="amount">
            <xsl:with-param name="name">unit_gross_price</xsl:with-param>
            <xsl:with-param name="text" select="cbc:LineExtensionAmount"/>
          </xsl:call-template>
        </xsl:otherwise>
      </xsl:choose>
      <xsl:call-template name="amount">
        <xsl:with-param name="name">tax_amount</xsl:with-param>
        <xsl:with-param name="text" select="cbc:TotalTaxAmount"/>
      </xsl:call-template>
      <xsl:if test="$tax != '' or not(cbc:TotalTaxAmount)">
        <xsl:text>"net_amount":</xsl:text>
        <xsl:call-template name="decimal">
          <xsl:with-param name="minor" select="number($extension) + number(concat('0', $tax))"/>
          <xsl:with-param name="currency" select="$currency"/>
        </xsl:call-template>
        <xsl:text>,</xsl:text>
      </xsl:if>
    </xsl:if>
    <xsl:text>"name":</xsl:text>
    <xsl:call-template name="string">
      <xsl:with-param name="text" select="(cac:Item/cbc:Name | cac:Item/cbc:Description | cbc:ID)[last()]"/>
    </xsl:call-template>
    <xsl:text>}</xsl:text>
  </xsl:template>

  <!-- "name":decimal followed by a comma, or nothing when the text is no amount of the currency. -->
  <xsl:template name="amount">
    <xsl:param name="name"/>
    <xsl:param name="text"/>
    <xsl:variable name="minor">
      <xsl:call-template name="minor">
        <xsl:with-param name="amount" select="normalize-space($text)"/>
        <xsl:with-param name="currency" select="$currency"/>
      </xsl:call-template>
    </xsl:variable>
    <xsl:if test="$minor != ''">
      <xsl:value-of select="concat('&quot;', $name, '&quot;:')"/>
      <xsl:call-template name="decimal">
        <xsl:with-param name="minor" select="$minor"/>
        <xsl:with-param name="currency" select="$currency"/>
      </xsl:call-template>
      <xsl:text>,</xsl:text>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
