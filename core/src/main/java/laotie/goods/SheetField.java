package laotie.goods;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What a column of a host's table of goods may mean. Each knows the headers it usually stands under: those of
 * Shopify's exports, old and new, and those that tables of Chinese shops use.
 */
public enum SheetField {
  /** What its other shop calls the product; rows with one handle are one product. */
  HANDLE("handle", "urlhandle", "producthandle", "商品编码", "商品编号", "货号", "款号"),
  TITLE("title", "producttitle", "productname", "name", "商品名称", "商品标题", "标题", "名称", "品名"),
  /** The description, as HTML or plain. */
  STORY("bodyhtml", "description", "body", "商品描述", "描述", "详情", "商品详情"),
  /** The shop's own word for the kind of goods. */
  TYPE("type", "producttype", "customproducttype", "类目", "分类", "商品分类", "类别"),
  /** A path in a taxonomy, such as {@code Clothing > Dresses}; asked where there is no type. */
  CATEGORY("productcategory", "standardproducttype", "category", "标准类目"),
  OPTION1("option1value", "variant", "variantname", "规格", "规格名称", "颜色"),
  OPTION2("option2value", "尺码", "尺寸"),
  OPTION3("option3value"),
  /** The shop's own number of a variant. */
  CODE("sku", "variantsku", "skucode", "商家编码", "规格编码", "sku编码"),
  PRICE("price", "variantprice", "价格", "售价", "单价", "价格元", "售价元"),
  /** Units there are. */
  STOCK("inventoryquantity", "variantinventoryqty", "inventory", "quantity", "qty", "stock",
      "库存", "库存数量", "数量"),
  /** The address of a picture. */
  PICTURE("productimageurl", "imagesrc", "imageurl", "image", "picture", "图片", "主图", "图片链接", "商品图片"),
  PUBLISHED("publishedononlinestore", "published", "上架", "是否上架"),
  STATUS("status", "状态", "商品状态");

  /** Headers in small letters and digits only, the likeliest first. */
  private final List<String> headers;

  SheetField(String... headers) {
    this.headers = List.of(headers);
  }

  /**
   * What the columns of a table probably mean.
   *
   * @param headers in small letters and digits only
   * @return the place of a column, 0 the first, for each field that was found
   */
  public static Map<SheetField, Integer> suggested(List<String> headers) {
    Map<SheetField, Integer> places = new EnumMap<>(SheetField.class);
    for (SheetField field : values()) {
      field.headers.stream().map(headers::indexOf).filter(place -> place >= 0).findFirst()
          .ifPresent(place -> places.put(field, place));
    }
    return places;
  }
}
