//! What real exports call the canonical columns.
//!
//! Names are compared without case, blanks and punctuation (`Unit_Cost`, `unit cost` and `UnitCost` are one).
//! The order in a list is the order of preference where a file has several. To teach the reader a name, add
//! it to its role's list, in that form. A list for one table stands in place of the role's list for all.

use std::sync::LazyLock;

use crate::order;

use super::role::{Role, Table};

/// A name and where it stands: the table and role it means there, and its place in the list.
pub(super) type Meaning = (&'static str, Table, Role, usize);

/// All meanings, by name.
static INDEX: LazyLock<Vec<Meaning>> = LazyLock::new(|| {
    let mut index = Vec::new();
    for &table in Table::ALL {
        for &role in table.roles() {
            index.extend(names(table, role).enumerate().map(|(rank, name)| (name, table, role, rank)));
        }
    }
    order::sort_by(&mut index, |(one, ..), (other, ..)| one.cmp(other));
    index
});

/// What a name means, in its compact form.
pub(super) fn meanings(compact: &str) -> &'static [Meaning] {
    let first = INDEX.partition_point(|(name, ..)| *name < compact);
    let known = INDEX.get(first..).unwrap_or_default();
    known.split_at(known.partition_point(|(name, ..)| *name == compact)).0
}

/// The names of a role's column in a table, the best first.
fn names(table: Table, role: Role) -> impl Iterator<Item = &'static str> {
    let own = NAMES.iter().find(|(of, named, _)| *of == Some(table) && *named == role);
    let all = || NAMES.iter().find(|(of, named, _)| of.is_none() && *named == role);
    own.or_else(all).map_or("", |(_, _, names)| names).split_whitespace()
}

/// The table that a list is for (all without one of their own where none), the role, its names.
const NAMES: &[(Option<Table>, Role, &str)] = &[
    (
        Some(Table::Demand),
        Role::Date,
        "\
        date orderdate invoicedate postingdate salesdate saledate transactiondate trandate documentdate \
        purchasedate shipdate shippingdate shippeddate deliverydate deliveredtoclientdate createdat \
        paidat created orderedon ordered day datetime timestamp week month period posting datum \
        buchungsdatum belegdatum bestelldatum rechnungsdatum lieferdatum auftragsdatum tag woche monat \
        datecommande datefacture jour fecha fechapedido fechafactura data dataordine дата датадокумента \
        датазаказа 日期 日付 訂單日期 出荷日 budat erdat fkdat",
    ),
    (
        Some(Table::Demand),
        Role::Quantity,
        "\
        quantity qty demand units unitssold quantitysold qtysold orderquantity orderqty orderedquantity \
        quantityordered qtyordered salesquantity salesqty invoicedquantity shippedquantity \
        quantityshipped lineitemquantity lineqty qtyinunitofentry qtyinunofentry quantityinunitofentry \
        issuequantity usage consumption pieces pcs amountofunits sold sales menge mengeinerfassme anzahl \
        stück stueck stk absatz bedarf verkaufsmenge bestellmenge quantite quantité qte qté cantidad \
        cant unidades quantità quantita quantidade aantal количество колво продажи 數量 数量 売上数 erfmg",
    ),
    (
        Some(Table::Items),
        Role::Description,
        "\
        description itemdescription materialdescription productname itemname name title desc bezeichnung \
        artikelbezeichnung materialkurztext beschreibung designation libelle descripcion descrizione \
        наименование название 品名 商品名 名称 maktx",
    ),
    (
        Some(Table::Items),
        Role::UnitPrice,
        "\
        unitprice price salesprice sellingprice listprice retailprice standardprice productprice \
        einzelpreis verkaufspreis preis vkpreis prixunitaire prix precio preciounitario prezzo цена 単価 \
        单价 價格",
    ),
    (
        Some(Table::Items),
        Role::OrderQuantity,
        "\
        orderquantity orderqty eoq lotsize batchsize reorderquantity reorderqty fixedlotsize \
        bestellmenge losgroesse losgröße bstfe",
    ),
    (
        Some(Table::Receipts),
        Role::OrderedOn,
        "\
        ordered orderedon orderdate documentdate podate purchaseorderdate orderplaced dateordered \
        posenttovendordate creationdate created bestelldatum belegdatum datecommande fechapedido bedat \
        датазаказа 訂單日期 发注日",
    ),
    (
        Some(Table::Receipts),
        Role::ReceivedOn,
        "\
        received receivedon receiptdate receiveddate datereceived goodsreceiptdate grdate postingdate \
        deliveredtoclientdate deliveredon delivereddate actualdeliverydate arrivaldate wareneingang \
        wareneingangsdatum eingangsdatum buchungsdatum datereception fecharecepcion budat датаприхода \
        收貨日期",
    ),
    (
        Some(Table::Receipts),
        Role::Promised,
        "\
        promised promiseddate promisedate confirmeddate scheduleddeliverydate statdeliverydate \
        deliverydate duedate due expecteddate expectedreceiptdate requesteddate needbydate lieferdatum \
        liefertermin slfdt eindt",
    ),
    (
        Some(Table::Receipts),
        Role::QuantityOrdered,
        "\
        quantityordered qtyordered orderedquantity orderedqty scheduledquantity orderquantity orderqty \
        bestellmenge menge quantity qty",
    ),
    (
        Some(Table::Supply),
        Role::Due,
        "\
        due duedate expecteddate expectedreceiptdate deliverydate eta arrival arrivaldate \
        scheduleddeliverydate promised promiseddate confirmeddate lieferdatum liefertermin eindt",
    ),
    (
        Some(Table::Supply),
        Role::Quantity,
        "\
        quantity qty openquantity openqty quantityonorder qtyonorder onorder remainingquantity \
        quantityordered orderedquantity menge bestellmenge offenemenge количество 數量 数量",
    ),
    (
        Some(Table::Commitments),
        Role::Reference,
        "\
        reference ref order orderno ordernumber salesorder orderid auftrag auftragsnummer contract",
    ),
    (Some(Table::Commitments), Role::OrderedOn, "ordered orderedon orderdate entrydate auftragsdatum"),
    (Some(Table::Service), Role::Date, "date day shipdate orderdate datum"),
    (
        None,
        Role::Item,
        "\
        item itemid itemcode itemno itemnumber sku skuid skucode msku lineitemsku productsku productid \
        productcode productkey productno productnumber product partnumber partno part partid material \
        materialnumber materialno materialcode stockcode article articlecode articleno articlenumber \
        itemrefno itemref asin fnsku ean gtin upc barcode artikel artikelnr artikelnummer artnr \
        materialnummer matnr teilenummer sachnummer produkt reference référence referencia articulo \
        artículo codigo código articolo codice produit codeproduit codearticle produto артикул товар \
        номенклатура код 料號 料号 品番 品号 商品 商品コード itemname itemdescription productname description",
    ),
    (
        None,
        Role::Location,
        "\
        location locationcode site plant warehouse whs store branch depot facility storagelocation dc \
        werk lager lagerort standort filiale entrepot magasin almacen almacén magazzino склад 倉庫 仓库 \
        werks lgort",
    ),
    (
        None,
        Role::Channel,
        "\
        channel saleschannel fulfillmentchannel distributionchannel source market country region \
        vertriebsweg kanal land canal pays pais país канал 渠道 vtweg",
    ),
    (
        None,
        Role::Customer,
        "\
        customer customerid customercode customerno customernumber customername client clientid \
        clientcode account soldto soldtoparty shiptoparty customerkey kunde kundennummer kundennr \
        kundenname cliente клиент покупатель 客戶 客户 得意先 kunnr",
    ),
    (
        None,
        Role::Price,
        "\
        price unitprice salesprice sellingprice itemprice lineitemprice netprice listprice retailprice \
        einzelpreis preis verkaufspreis stückpreis nettopreis prix prixunitaire precio preciounitario \
        prezzo цена 單價 单价 単価",
    ),
    (
        None,
        Role::Revenue,
        "\
        revenue sales netrevenue salesvalue salesamount netsales turnover linetotal linevalue lineitemvalue \
        extendedprice netvalue netamount totalprice amount value umsatz nettowert betrag gesamtpreis \
        chiffredaffaires ca montant importe ventas выручка сумма 金額 金额",
    ),
    (
        None,
        Role::Order,
        "\
        order orderno ordernumber orderid salesorder invoiceno invoice invoicenumber documentno \
        documentnumber purchasingdocument purchaseorder po ponumber pono amazonorderid belegnr \
        belegnummer auftrag auftragsnummer bestellnummer bestellung rechnungsnummer commande pedido \
        заказ 訂單 订单 ebeln vbeln",
    ),
    (
        None,
        Role::OrderLine,
        "\
        orderline line lineno linenumber item position pos orderlineitem ebelp posnr",
    ),
    (
        None,
        Role::Due,
        "\
        due duedate requesteddate requireddate requesteddeliverydate deliverydate promiseddate \
        promisedate needby needbydate wunschtermin liefertermin fällig faellig fälligkeit termin \
        echeance vencimiento",
    ),
    (None, Role::Forecast, "forecast fcst prognose prevision pronostico"),
    (None, Role::Promotion, "promotion promo onpromotion promoflag aktion aktionskennzeichen"),
    (None, Role::Description, "description"),
    (
        None,
        Role::Category,
        "\
        category productgroup productcategory itemcategory itemgroup materialgroup family productfamily \
        class department type warengruppe kategorie produktgruppe artikelgruppe categorie categoria \
        категория 類別 类别 matkl",
    ),
    (
        None,
        Role::Supplier,
        "\
        supplier suppliername supplierid vendor vendorname vendorid vendorno vendorcode manufacturer \
        lieferant lieferantennummer kreditor fournisseur proveedor fornitore поставщик 供應商 供应商 仕入先 lifnr",
    ),
    (
        None,
        Role::UnitCost,
        "\
        unitcost cost standardcost averagecost movingaverageprice purchaseprice purchasecost productcost \
        itemcost costprice cogs landedcost stückkosten kosten einstandspreis einkaufspreis ekpreis cout \
        coût coutunitaire costo coste себестоимость 成本 原価 stprs verpr",
    ),
    (None, Role::UnitPrice, "unitprice price"),
    (
        None,
        Role::LeadTimeDays,
        "\
        leadtimedays leadtime lt ltdays leadtimeindays replenishmentleadtime planneddeliverytime \
        planneddelivtime deliverytime supplierleadtime lieferzeit wiederbeschaffungszeit wbz \
        planlieferzeit delai délai delailivraison plazoentrega срокпоставки 交期 plifz",
    ),
    (
        None,
        Role::LeadTimeSdDays,
        "\
        leadtimesddays leadtimesd leadtimestddev leadtimestandarddeviation leadtimedeviation ltsd \
        sdleadtime",
    ),
    (
        None,
        Role::ReviewDays,
        "\
        reviewdays reviewperiod reviewinterval ordercycle ordercycledays orderingcycle bestellzyklus \
        bestellrhythmus",
    ),
    (None, Role::OrderQuantity, "orderquantity"),
    (
        None,
        Role::OrderMinimum,
        "\
        orderminimum moq minimumorderquantity minorderqty minorder minimumlotsize mindestbestellmenge \
        bstmi",
    ),
    (
        None,
        Role::OrderMultiple,
        "\
        ordermultiple multiple multiplequantity roundingvalue casepack packsize rundungswert \
        verpackungseinheit bstrf",
    ),
    (None, Role::Criticality, "criticality critical ved priority kritikalität kritikalitaet"),
    (
        None,
        Role::HoldingRate,
        "\
        holdingrate holdingcostrate carryingcost carryingrate holdingcost lagerkostensatz",
    ),
    (None, Role::StockoutCost, "stockoutcost shortagecost backordercost penaltycost fehlmengenkosten"),
    (
        None,
        Role::ServiceLevel,
        "\
        servicelevel targetservicelevel cycleservicelevel servicetarget sla servicegrad \
        lieferbereitschaft lgrad",
    ),
    (None, Role::MinUnits, "minunits minimumstock minstock mindestbestand"),
    (None, Role::ShelfLifeDays, "shelflifedays shelflife haltbarkeit mindesthaltbarkeit"),
    (None, Role::CustomerWaitDays, "customerwaitdays customerwait customerleadtime deliverypromise"),
    (
        None,
        Role::CurrentSafetyStock,
        "\
        currentsafetystock safetystock safetystocklevel ss sicherheitsbestand eisbe",
    ),
    (
        None,
        Role::CurrentReorderPoint,
        "\
        currentreorderpoint reorderpoint rop reorderlevel minquantity meldebestand bestellpunkt minbe",
    ),
    (None, Role::PickLines, "picklines picks orderlines"),
    (None, Role::UnitsPerPallet, "unitsperpallet palletquantity qtyperpallet palettenmenge"),
    (
        None,
        Role::QuantityReceived,
        "\
        quantityreceived qtyreceived receivedquantity receivedqty quantitydelivered deliveredquantity \
        wareneingangsmenge gelieferte wemng",
    ),
    (
        None,
        Role::OnHand,
        "\
        onhand onhandcurrent quantityonhand qtyonhand stockonhand onhandquantity stock currentstock \
        inventory stocklevel endingwarehousebalance unrestricted bestand lagerbestand stockactuel \
        existencias giacenza остаток 庫存 库存 在庫 labst",
    ),
    (
        None,
        Role::Available,
        "\
        available quantityavailable qtyavailable availablestock free afnfulfillablequantity verfügbar \
        verfuegbar verfügbarerbestand disponible",
    ),
    (None, Role::Reserved, "reserved committed allocated afnreservedquantity reserviert"),
    (None, Role::AsOf, "asof snapshotdate stockdate countdate date stichtag datum"),
    (None, Role::Tier, "tier customertier priority class prioritaet priorität kundenklasse"),
    (None, Role::OutsideForecast, "outsideforecast outsidetheforecast project"),
    (None, Role::UnitsOrdered, "ordered orderedunits unitsordered quantityordered demand requested"),
    (None, Role::UnitsShipped, "shipped shippedunits unitsshipped quantityshipped delivered filled"),
    (None, Role::Parent, "parent parentitem assembly bom kit oberteil"),
    (None, Role::Component, "component child componentitem part komponente"),
    (None, Role::Periods, "periods n weeks months count"),
    (None, Role::Mean, "mean average avg avgdemand averagedemand meandemand mittelwert"),
    (None, Role::Sd, "sd std stddev stdev standarddeviation sddemand sigma standardabweichung"),
    (None, Role::Adi, "adi"),
    (None, Role::Cv2, "cv2"),
    (None, Role::Lines, "lines orderlines"),
    (None, Role::First, "first firstdate firstdemand"),
    (None, Role::Last, "last lastdate lastdemand"),
    (
        None,
        Role::Unit,
        "\
        unit uom unitofmeasure unitofentry baseunit einheit me mengeneinheit meins unite unidad единица \
        單位 单位",
    ),
    (None, Role::Currency, "currency currencycode curr währung waehrung devise moneda waers"),
    (None, Role::Reference, "reference ref"),
    (None, Role::Date, "date datum"),
    (None, Role::Quantity, "quantity qty units qtyper quantityper menge anzahl количество 數量 数量"),
    (None, Role::OrderedOn, "ordered orderedon orderdate"),
    (None, Role::ReceivedOn, "received receivedon"),
    (None, Role::Promised, "promised promiseddate"),
    (None, Role::QuantityOrdered, "quantityordered"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::header::compact;

    #[test]
    fn names_are_written_as_they_are_compared() {
        for (name, ..) in INDEX.iter() {
            assert_eq!(*name, compact(name));
        }
    }

    #[test]
    fn the_canonical_name_is_always_known() {
        for table in Table::ALL {
            for role in table.roles() {
                let known = meanings(&compact(role.name()))
                    .iter()
                    .any(|(_, of, named, _)| (of, named) == (table, role));
                assert!(known, "{} {}", table.name(), role.name());
            }
        }
    }
}
