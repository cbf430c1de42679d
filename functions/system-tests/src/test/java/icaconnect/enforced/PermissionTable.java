package icaconnect.enforced;

import java.util.ArrayList;
import java.util.List;

/** Function × permissions declared, used by its code, used by AWS, removable. */
final class PermissionTable {
  private static final String ROW = "%-26s %8s %8s %14s %10s%n";

  private final StringBuilder rows =
      new StringBuilder(
          String.format(ROW, "function", "declared", "used", "used by AWS", "removable"));
  private final List<String> removable = new ArrayList<>();

  void add(String function, List<Permission> declared, List<Permission> unneeded) {
    long byLambda = declared.stream().filter(UsedByAwsItself::includes).count();
    rows.append(
        String.format(
            ROW,
            function,
            declared.size(),
            declared.size() - byLambda - unneeded.size(),
            byLambda,
            unneeded.size()));
    unneeded.forEach(permission -> removable.add(function + ": " + permission));
  }

  List<String> removable() {
    return removable;
  }

  @Override
  public String toString() {
    return rows.toString();
  }
}
