import java.io.File;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.RuleId;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.validators.ValidatorConfig;
import org.verapdf.pdfa.validation.validators.ValidatorConfigBuilder;

/**
 * Validates PDF files with the veraPDF library: {@code java Validate FLAVOUR FILE...}
 *
 * <p>Prints, in fields parted by tabs, a line {@code checked INDEX ASSERTIONS} for each file and, for each rule that it
 * fails, a line {@code failed INDEX CLAUSE TEST COUNT DESCRIPTION PLACE}. Exits with 0 when every file was decided; a
 * file that cannot be decided ends the run with a stack trace and 1, since it must not pass for a valid one.
 */
public final class Validate {
    public static void main(String[] arguments) throws Exception {
        Logger.getLogger("").setLevel(Level.OFF);
        VeraGreenfieldFoundryProvider.initialise();
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8.name());
        PDFAFlavour flavour = PDFAFlavour.byFlavourId(arguments[0]);
        if (flavour == PDFAFlavour.NO_FLAVOUR) {
            throw new IllegalArgumentException("unknown flavour " + arguments[0]);
        }
        for (int index = 1; index < arguments.length; index++) {
            print(out, index - 1, flavour, validate(new File(arguments[index]), flavour));
        }
        out.flush();
    }

    private static ValidationResult validate(File file, PDFAFlavour flavour) throws Exception {
        ValidatorConfig config = new ValidatorConfigBuilder()
                .flavour(flavour).maxFails(-1).recordPasses(true).showErrorMessages(true)
                .maxNumberOfDisplayedFailedChecks(-1).build();
        try (PDFAParser parser = Foundries.defaultInstance().createParser(file, flavour);
             PDFAValidator validator = Foundries.defaultInstance().createValidator(config, flavour)) {
            ValidationResult result = validator.validate(parser);
            if (result.getTotalAssertions() == 0 || !result.getJobEndStatus().toString().equals("normal")) {
                throw new IllegalStateException(file + ": validation ended early: " + result.getJobEndStatus());
            }
            return result;
        }
    }

    private static void print(PrintStream out, int index, PDFAFlavour flavour, ValidationResult result) {
        Map<RuleId, TestAssertion> first = new LinkedHashMap<>();
        Map<RuleId, Integer> counts = new LinkedHashMap<>();
        for (TestAssertion assertion : result.getTestAssertions()) {
            if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                first.putIfAbsent(assertion.getRuleId(), assertion);
                counts.merge(assertion.getRuleId(), 1, Integer::sum);
            }
        }
        if (result.isCompliant() != first.isEmpty()) {
            throw new IllegalStateException("the library's verdict and its failed checks disagree");
        }
        line(out, "checked", index, result.getTotalAssertions());
        ValidationProfile profile = Profiles.getVeraProfileDirectory().getValidationProfileByFlavour(flavour);
        for (Map.Entry<RuleId, TestAssertion> entry : first.entrySet()) {
            RuleId rule = entry.getKey();
            line(out, "failed", index, rule.getClause(), rule.getTestNumber(), counts.get(rule),
                    profile.getRuleByRuleId(rule).getDescription(), entry.getValue().getLocation().getContext());
        }
    }

    private static void line(PrintStream out, Object... fields) {
        String[] texts = new String[fields.length];
        for (int index = 0; index < fields.length; index++) {
            texts[index] = String.valueOf(fields[index]).replaceAll("\\s+", " ");
        }
        out.println(String.join("\t", texts));
    }
}
