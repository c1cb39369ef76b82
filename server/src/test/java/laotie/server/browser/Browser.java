package laotie.server.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import laotie.server.boot.Await;
import laotie.server.boot.TestSquare;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/**
 * A real Chromium with a profile of its own, led by the {@code data-test} names of the screens. Every step
 * waits for its condition, at most {@link #WAIT_MAX}.
 */
public final class Browser implements AutoCloseable {

  /** How long a step waits for its screen. */
  public static final Duration WAIT_MAX = Duration.ofSeconds(20);

  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final Path DRIVER = Path.of("/usr/bin/chromedriver");

  private final ChromeDriver driver;
  private final Path profile;

  private Browser(ChromeDriver driver, Path profile) {
    this.driver = driver;
    this.profile = profile;
  }

  /** The size of a screen in CSS pixels. */
  public enum Size {
    PHONE(390, 844),
    DESK(1280, 800);

    private final int width;
    private final int height;

    Size(int width, int height) {
      this.width = width;
      this.height = height;
    }

    public int width() {
      return width;
    }
  }

  /** True when Chromium and its driver are installed. */
  public static boolean isHere() {
    return Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER);
  }

  /** Opens one in a language such as {@code zh-CN}. */
  public static Browser open(Size size, String language) {
    try {
      Path profile = Files.createTempDirectory("laotie-browser");
      ChromeOptions options = new ChromeOptions();
      options.setBinary(CHROMIUM.toFile());
      options.addArguments(
          "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
          "--disable-background-networking", "--disable-component-update", "--disable-sync",
          "--autoplay-policy=no-user-gesture-required", "--use-fake-device-for-media-stream",
          "--use-fake-ui-for-media-stream", "--hide-scrollbars", "--disable-dev-shm-usage",
          "--lang=" + language, "--accept-lang=" + language, "--user-data-dir=" + profile);
      ChromeDriverService service =
          new ChromeDriverService.Builder().usingDriverExecutable(DRIVER.toFile()).build();
      Browser browser = new Browser(new ChromeDriver(service, options), profile);
      browser.resize(size);
      browser.driver.executeCdpCommand("Emulation.setLocaleOverride", Map.of("locale", language));
      return browser;
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  public void resize(Size size) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of(
            "width", size.width, "height", size.height, "deviceScaleFactor", 1,
            "mobile", size == Size.PHONE));
  }

  /** Follows the system's choice of a dark screen, or not. */
  public void dark(boolean isDark) {
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of("features",
            List.of(Map.of("name", "prefers-color-scheme", "value", isDark ? "dark" : "light"))));
  }

  /** From now on every page that is opened believes a clock that is wrong by so much. */
  public void clockWrongBy(Duration by) {
    driver.executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", """
        (() => {
          const Real = Date;
          const by = %d;
          window.Date = class extends Real {
            constructor(...parts) {
              super(...(parts.length === 0 ? [Real.now() + by] : parts));
            }
            static now() {
              return Real.now() + by;
            }
          };
        })();
        """.formatted(by.toMillis())));
  }

  public void go(String address) {
    driver.get(address);
  }

  public String address() {
    return driver.getCurrentUrl();
  }

  /** The first shown element with this test name. */
  public WebElement find(String test) {
    return find(By.cssSelector("[data-test='" + test + "']"), test);
  }

  /** The first shown element of a selector. */
  public WebElement select(String selector) {
    return find(By.cssSelector(selector), selector);
  }

  private WebElement find(By by, String what) {
    WebElement[] found = new WebElement[1];
    await("to see " + what, () -> {
      try {
        for (WebElement element : driver.findElements(by)) {
          if (element.isDisplayed()) {
            found[0] = element;
            return true;
          }
        }
        return false;
      } catch (StaleElementReferenceException redrawn) {
        return false;
      }
    });
    return found[0];
  }

  /** True when such an element is shown at this instant. */
  public boolean sees(String test) {
    try {
      return driver.findElements(By.cssSelector("[data-test='" + test + "']")).stream()
          .anyMatch(WebElement::isDisplayed);
    } catch (StaleElementReferenceException redrawn) {
      return sees(test);
    }
  }

  /** Clicks as a finger would: the element must be shown, enabled and not covered. */
  public void click(String test) {
    clickOn(() -> find(test), test);
  }

  public void clickSelected(String selector) {
    clickOn(() -> select(selector), selector);
  }

  private void clickOn(Supplier<WebElement> element, String what) {
    String[] last = {""};
    await(() -> "to click " + what + " " + last[0], () -> {
      try {
        WebElement target = element.get();
        if (!target.isEnabled()) {
          return false;
        }
        target.click();
        return true;
      } catch (StaleElementReferenceException redrawn) {
        return false;
      } catch (WebDriverException covered) {
        last[0] = covered.getMessage();
        return false;
      }
    });
  }

  /** Replaces what stands in a field. */
  public void type(String test, String text) {
    typeInto(By.cssSelector("[data-test='" + test + "']"), test, text);
  }

  /** Replaces what stands in the field of a form by its name. */
  public void fill(String name, String text) {
    typeInto(By.cssSelector("[name='" + name + "']"), name, text);
  }

  private void typeInto(By by, String what, String text) {
    WebElement field = find(by, what);
    if (!field.getTagName().equals("input") && !field.getTagName().equals("textarea")) {
      field = field.findElement(By.cssSelector("input, textarea"));
    }
    field.sendKeys(Keys.chord(Keys.CONTROL, "a"), Keys.DELETE);
    field.sendKeys(text);
  }

  /** Chooses a file of this machine; the field itself may be hidden under its label. */
  public void choose(String test, Path file) {
    await("to choose a file in " + test, () -> {
      List<WebElement> fields = driver.findElements(By.cssSelector("input[data-test='" + test + "']"));
      if (fields.isEmpty()) {
        return false;
      }
      fields.getFirst().sendKeys(file.toAbsolutePath().toString());
      return true;
    });
  }

  public void press(String test, Keys key) {
    find(test).sendKeys(key);
  }

  public String text(String test) {
    return find(test).getText();
  }

  /** Waits until an element says something. */
  public void awaitText(String test, String part) {
    await(test + " to say " + part, () -> {
      try {
        return driver.findElements(By.cssSelector("[data-test='" + test + "']")).stream()
            .anyMatch(element -> element.getText().contains(part));
      } catch (StaleElementReferenceException redrawn) {
        return false;
      }
    });
  }

  public Object run(String script, Object... arguments) {
    return driver.executeScript(script, arguments);
  }

  /** Waits for a condition; fails with what the page shows. */
  public void await(String what, BooleanSupplier condition) {
    await(() -> what, condition);
  }

  private void await(Supplier<String> what, BooleanSupplier condition) {
    Await.until(WAIT_MAX, () -> what.get() + " at " + address() + ", page says: "
        + driver.findElement(By.tagName("body")).getText() + "\nconsole: "
        + driver.manage().logs().get("browser").getAll(), condition);
  }

  /** What the console has said since it was last asked, faults and warnings. */
  public List<String> console() {
    return driver.manage().logs().get("browser").getAll().stream().map(Object::toString).toList();
  }

  /** Writes what is on the screen, in CSS pixels, as a JPEG. */
  public void picture(Path file) {
    try {
      Object data =
          driver.executeCdpCommand("Page.captureScreenshot", Map.of("format", "jpeg", "quality", 84))
              .get("data");
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.write(file, Base64.getDecoder().decode((String) data));
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  @Override
  public void close() {
    driver.quit();
    try {
      TestSquare.erase(profile);
    } catch (IOException stillWritten) {
      // The browser may write its profile for an instant after it has quit; the folder is temporary.
      profile.toFile().deleteOnExit();
    }
  }
}
