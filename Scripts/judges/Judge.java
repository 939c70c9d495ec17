import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.logging.LogManager;

import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.RuleId;

/**
 * Holds PDF files to PDF/A and PDF/UA with veraPDF: many files in one virtual machine.
 *
 * <p>{@code Judge 2a,ua1 FILE…} prints a line for each file and flavour, with tabs between:
 * {@code PASS flavour file}, {@code FAIL flavour file rules} or {@code ERROR flavour file reason}. A
 * rule is its clause and veraPDF's number of the test, such as {@code 7.1-3}; after {@code --explain}
 * a line for each follows, with what it says and where it was first broken. The exit status is 0 if
 * all passed, 1 otherwise.
 */
public final class Judge {
  private final boolean explains;
  private boolean allPassed = true;

  private Judge(boolean explains) {
    this.explains = explains;
  }

  public static void main(String[] arguments) {
    List<String> words = new ArrayList<>(List.of(arguments));
    Judge judge = new Judge(words.remove("--explain"));
    if (words.size() < 2) {
      System.err.println("usage: Judge [--explain] FLAVOUR,… FILE…");
      System.exit(64);
    }
    LogManager.getLogManager().reset();
    VeraGreenfieldFoundryProvider.initialise();
    for (String file : words.subList(1, words.size())) {
      for (String flavour : words.get(0).split(",")) {
        judge.judge(new File(file), flavour);
      }
    }
    System.exit(judge.allPassed ? 0 : 1);
  }

  private void judge(File file, String name) {
    PDFAFlavour flavour = PDFAFlavour.byFlavourId(name);
    try (PDFAParser parser = Foundries.defaultInstance().createParser(file, flavour)) {
      ValidationResult result =
          Foundries.defaultInstance()
              .createValidator(flavour, Integer.MAX_VALUE, false, true, false)
              .validate(parser);
      report(file, name, result);
    } catch (Exception problem) {
      say("ERROR", name, file, String.valueOf(problem));
    }
  }

  private void report(File file, String name, ValidationResult result) {
    // A verdict without a single check is none.
    if (result.getTotalAssertions() == 0) {
      say("ERROR", name, file, "no check was made");
    } else if (result.isCompliant()) {
      say("PASS", name, file, "");
    } else {
      TreeMap<String, String> broken = broken(result);
      say("FAIL", name, file, String.join(" ", broken.keySet()));
      if (explains) {
        broken.forEach((rule, words) -> System.out.println("  " + rule + ": " + words));
      }
    }
  }

  private TreeMap<String, String> broken(ValidationResult result) {
    TreeMap<String, String> broken = new TreeMap<>();
    for (RuleId rule : result.getFailedChecks().keySet()) {
      broken.put(name(rule), "");
    }
    for (TestAssertion assertion : result.getTestAssertions()) {
      if (assertion.getStatus() == TestAssertion.Status.FAILED) {
        String place =
            assertion.getLocation() == null ? "" : assertion.getLocation().getContext();
        broken.merge(
            name(assertion.getRuleId()),
            assertion.getMessage() + " " + assertion.getErrorMessage() + " at " + place,
            (first, next) -> first.isEmpty() ? next : first);
      }
    }
    return broken;
  }

  private static String name(RuleId rule) {
    return rule.getClause() + "-" + rule.getTestNumber();
  }

  private void say(String verdict, String flavour, File file, String reason) {
    allPassed &= verdict.equals("PASS");
    System.out.println(
        String.join("\t", verdict, flavour, file.getPath(), reason.replaceAll("\\s+", " ").trim()));
  }
}
