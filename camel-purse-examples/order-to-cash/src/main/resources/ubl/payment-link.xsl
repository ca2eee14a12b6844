<?xml version="1.0" encoding="UTF-8"?>
<!--
  A UBL Order as the request for a payment link. Amounts stay decimals: the endpoint has amountUnit=major.

  Purse calls "net" what is to be paid, tax included, and "gross" the price of a piece before tax. UBL's line extension
  amount is without tax, so a line's net amount is the extension and the line's tax together.
-->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:f="urn:camel-purse:order-to-cash"
    xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
    xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
  <xsl:include href="values.xsl"/>
  <xsl:output method="json" encoding="UTF-8"/>

  <!-- Variables of the route: what document.xsl has found and checked. -->
  <xsl:param name="order" as="xs:string"/>
  <xsl:param name="currency" as="xs:string"/>
  <xsl:param name="amount"/>
  <!-- Where the shopper goes after the payment; the order number is appended. -->
  <xsl:param name="shopperReturnUrl" as="xs:string"/>

  <xsl:variable name="total" select="xs:decimal(string($amount))"/>

  <xsl:template match="/*">
    <xsl:variable name="shopper" select="cac:BuyerCustomerParty[1]"/>
    <xsl:variable name="party" select="$shopper/cac:Party[1]"/>
    <xsl:variable name="delivery" select="cac:Delivery[1]"/>
    <xsl:variable name="names" select="map{'first_name': f:text($party/cac:Person[1]/cbc:FirstName),
        'last_name': f:text($party/cac:Person[1]/cbc:FamilyName)}"/>
    <xsl:sequence select="f:object(map{
        'amount': $total,
        'currency': $currency,
        'capture_mode': 'MANUAL',
        'shopper_redirection_url': $shopperReturnUrl || $order,
        'customer': f:object(map:merge(($names, map{
            'reference': f:text(($shopper/cbc:SupplierAssignedAccountID, $shopper/cbc:CustomerAssignedAccountID,
                $party/cac:PartyIdentification/cbc:ID)),
            'type': 'PERSON'[exists($party/cac:Person)],
            'email': f:text($party/cac:Contact/cbc:ElectronicMail)}))),
        'order': f:object(map{
            'reference': $order,
            'net_amount': $total,
            'tax_amount': f:amount(cac:TaxTotal[cbc:TaxAmount/@currencyID = $currency][1]/cbc:TaxAmount, $currency),
            'billing_address': f:object(map:merge(($names, f:address($party/cac:PostalAddress[1]), map{
                'company_name': f:text($party/cac:PartyName[1]/cbc:Name)}))),
            'shipments': array{f:object(map{
                'net_amount': $total,
                'shipping_address': f:address($delivery/(cac:DeliveryAddress, cac:DeliveryLocation/cac:Address)[1]),
                'item_lines': array{cac:OrderLine/cac:LineItem ! f:item-line(.)}})}})})"/>
  </xsl:template>

  <xsl:function name="f:address" as="map(*)?">
    <xsl:param name="address" as="element()?"/>
    <xsl:variable name="street" select="f:text(string-join($address/(cbc:BuildingNumber, cbc:StreetName), ' '))"/>
    <xsl:sequence select="f:object(map{
        'address_lines': $street ! array{., f:text($address/cbc:AdditionalStreetName)},
        'city': f:text($address/cbc:CityName),
        'postal_code': f:text($address/cbc:PostalZone),
        'country_code': f:text($address/cac:Country/cbc:IdentificationCode)})"/>
  </xsl:function>

  <!--
    A line that takes money back, a discount say, is in the total but no item that is shipped. Purse counts whole pieces
    at a price in whole cents: two litres and a half, or a price for a hundred, is one piece.
  -->
  <xsl:function name="f:item-line" as="map(*)?">
    <xsl:param name="line" as="element()"/>
    <xsl:variable name="extension" select="f:amount($line/cbc:LineExtensionAmount, $currency)"/>
    <xsl:variable name="tax" select="f:amount($line/cbc:TotalTaxAmount, $currency)"/>
    <xsl:variable name="price" select="f:amount($line/cac:Price/cbc:PriceAmount, $currency)
        [empty($line/cac:Price/cbc:BaseQuantity) or f:decimal($line/cac:Price/cbc:BaseQuantity) eq 1]"/>
    <xsl:variable name="item" select="$line/cac:Item"/>
    <xsl:variable name="pieces" select="f:decimal($line/cbc:Quantity)[. ge 1 and . eq floor(.) and exists($price)]"/>
    <xsl:if test="$line/cbc:LineExtensionAmount
        and not((f:decimal($line/cbc:LineExtensionAmount), f:decimal($line/cbc:TotalTaxAmount)) &lt; 0)">
      <xsl:variable name="money" select="map{
          'quantity': ($pieces ! xs:integer(.), 1)[1],
          'unit_gross_price': if (exists($pieces)) then $price else $extension,
          'tax_amount': $tax,
          'net_amount': if (exists($tax)) then $extension + $tax else $extension[empty($line/cbc:TotalTaxAmount)]}"/>
      <xsl:sequence select="f:object(map:merge(($money[exists($extension)], map{
          'type': 'PHYSICAL',
          'sku_reference': f:text(($item/cac:SellersItemIdentification/cbc:ID,
              $item/cac:StandardItemIdentification/cbc:ID)),
          'brand': f:text($item/cbc:BrandName),
          'name': f:text(($item/cbc:Name, $item/cbc:Description, $line/cbc:ID))})))"/>
    </xsl:if>
  </xsl:function>
</xsl:stylesheet>
