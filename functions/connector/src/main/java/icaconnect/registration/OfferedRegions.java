package icaconnect.registration;

import icaconnect.code.Code;
import icaconnect.connection.IcaRegion;
import icaconnect.failure.Refused;
import icaconnect.ica.Region;
import java.util.List;
import java.util.stream.Collectors;

/** The regions that ICA offers the user, found by AWS region: ICA has codes of its own. */
record OfferedRegions(List<Region> offered) {
  /**
   * The region that lies in this AWS region: by ICA's code for it, else by country if that is
   * certain.
   */
  Region in(IcaRegion wanted) {
    var byCode =
        offered.stream()
            .filter(region ->
                icaCode(wanted).equals(region.code()) || wanted.code().equals(region.code()))
            .toList();
    var matches =
        byCode.isEmpty()
            ? offered.stream()
                .filter(region -> country(wanted).equals(region.countryCode()))
                .toList()
            : byCode;
    if (matches.size() == 1) {
      return matches.getFirst();
    }
    throw new Refused(
        Code.ICA_REGION_NOT_OFFERED,
        "ICA offers the API key's user no single region for "
            + wanted.code()
            + ", but: "
            + names()
            + ".",
        "Use an API key of a user who is entitled to that region.");
  }

  private String names() {
    return offered.stream()
        .map(region -> region.code() + " " + region.cityName())
        .collect(Collectors.joining(", ", offered.isEmpty() ? "none" : "", ""));
  }

  /**
   * As in the table of roles on Illumina's page "Connect AWS S3 Bucket"; the last three are newer
   * than that page and follow their country.
   */
  private static String icaCode(IcaRegion region) {
    return switch (region) {
      case UNITED_STATES -> "US";
      case SINGAPORE -> "SG";
      case AUSTRALIA -> "AU";
      case JAPAN -> "JP";
      case SOUTH_KOREA -> "KR";
      case INDIA -> "IN";
      case UNITED_KINGDOM -> "GB";
      case CANADA -> "CA";
      case GERMANY -> "EU";
      case INDONESIA -> "ID";
      case ISRAEL -> "IL";
      case UNITED_ARAB_EMIRATES -> "AE";
    };
  }

  /** ISO 3166. */
  private static String country(IcaRegion region) {
    return region == IcaRegion.GERMANY ? "DE" : icaCode(region);
  }
}
