using System.Globalization;
using Holdfast.Core.Text;
using Holdfast.Web.People;

namespace Holdfast.Web.Text;

/// <summary>Answers each request in the language of whoever asks: the one they chose, else the first of their browser's that there are texts in, else English.</summary>
static class LanguageOfRequest
{
    /// <summary>Languages of a browser that are looked at, at most.</summary>
    const int Most = 10;

    static readonly CultureInfo American = CultureInfo.GetCultureInfo("en-US");

    /// <summary>Used before anything answers, and again once it is known who asks.</summary>
    public static void UseLanguage(this WebApplication app) => app.Use((context, next) =>
    {
        Speak(context);
        return next(context);
    });

    /// <summary>Speaks the language of whoever asks, from here on in this flow: as far as it is known by now who that is.</summary>
    public static void Speak(HttpContext context) => Texts.Speak(Of(context));

    static CultureInfo Of(HttpContext context)
    {
        var asked = Asked(context.Request);
        return context.PersonOrNull?.Language is { } chosen && Texts.Has(chosen)
            ? asked.FirstOrDefault(culture => culture.TwoLetterISOLanguageName == chosen.Tag) ?? (chosen == Language.English ? American : CultureInfo.GetCultureInfo(chosen.Tag))
            : asked.FirstOrDefault() ?? American;
    }

    /// <summary>The browser's languages that there are texts in, with their regions, the most wanted first.</summary>
    static IEnumerable<CultureInfo> Asked(HttpRequest request)
    {
        if (request.Headers.AcceptLanguage.Count == 0)
        {
            yield break;
        }

        foreach (var one in request.GetTypedHeaders().AcceptLanguage.Take(Most).OrderByDescending(one => one.Quality ?? 1))
        {
            if (Language.TryParse(one.Value.Value, out var language) && Texts.Has(language) && Culture(one.Value.Value!, language) is { } culture)
            {
                yield return culture;
            }
        }
    }

    // A tag from outside is looked up only where the system knows it: a made-up region would be remembered for good.
    static CultureInfo Culture(string tag, Language language)
    {
        try
        {
            return CultureInfo.GetCultureInfo(tag, predefinedOnly: true);
        }
        catch (CultureNotFoundException)
        {
            return CultureInfo.GetCultureInfo(language.Tag);
        }
    }
}
