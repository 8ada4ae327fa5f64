using Holdfast.Browser.Tests.Sites;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Holdfast.Browser.Tests.Stories;

/// <summary>An agent and a supervisor who read Spanish, beside a colleague who reads English.</summary>
public sealed class SpanishStories(HttpSite site) : HandoverScene(site), IClassFixture<HttpSite>
{
    static void Mexican(BrowserNewContextOptions options)
    {
        options.Locale = "es-MX";
        options.TimezoneId = "America/Mexico_City";
    }

    [Fact]
    public async Task What_scripts_say_is_said_in_the_readers_language()
    {
        var lee = await DeskAsync("lee");
        var desk = await DeskAsync("dana", Mexican);
        var live = await Site.OpenAsync("maria", "/report", Mexican);
        await Expect(lee.Locator("[data-line=feed] .is")).ToHaveTextAsync("live");
        await Expect(desk.Locator("[data-line=feed] .is")).ToHaveTextAsync("en vivo");

        await SayAsync(live, "There is a bomb");
        var number = await NumberAsync(live);
        await Expect(live.Locator("#saved")).ToContainTextAsync("Guardado");
        await KeyAsync(live, "g");
        await Expect(live.Locator("#coming")).ToContainTextAsync("Llamando a Dana Reyes");
        await Expect(live.Locator("#coming-short")).ToContainTextAsync("Llamando a Dana Reyes");
        await Expect(Ring(desk, number)).ToContainTextAsync($"Le están llamando: {number}");
        await PictureAsync(live, "spanish-live");
        await PictureAsync(desk, "spanish-desk");
        await Ring(desk, number).GetByRole(AriaRole.Button, new() { Name = "Aceptar el traspaso" }).ClickAsync();
        await Expect(live.Locator("#coming-short")).ToContainTextAsync("Dana Reyes aceptó");

        await live.Context.SetOfflineAsync(true);
        await SayAsync(live, "It goes off at five");
        await Expect(live.Locator("#saved b")).ToContainTextAsync("Aún no se ha guardado: sin conexión desde hace");
        await Expect(live.Locator("#saved")).ToContainTextAsync("1 respuesta espera aquí.");
        await live.Context.SetOfflineAsync(false);
        await Expect(live.Locator("#saved")).ToContainTextAsync("Guardado");
        await live.Keyboard.PressAsync("Control+Enter");
        await Expect(live.Locator("#filed b")).ToContainTextAsync("Presentado");
        await PictureAsync(live, "spanish-filed");
    }
}
