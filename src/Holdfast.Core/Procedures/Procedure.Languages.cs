using System.Collections.Frozen;
using Holdfast.Core.Text;

namespace Holdfast.Core.Procedures;

/// <summary>
/// The same procedure in every language that its pack has words in: one structure, one set of ids, conditions and numbers, and the words of one
/// language each. They are made together, when the pack is read, and know one another.
/// </summary>
/// <remarks>A copy made by <c>with</c> is still known to the others as what it was; what shall differ in every language is made by <see cref="Alike"/>.</remarks>
public sealed partial record Procedure
{
    Known? known;

    /// <summary>Every language that there are words in, the pack's own first.</summary>
    public IEnumerable<Language> Languages => known is null ? [Language] : known.Others.Keys.OrderBy(language => language.Tag, StringComparer.Ordinal).Prepend(known.Own.Language);

    /// <summary>The same procedure in a language; in the pack's own words where it has none in that one.</summary>
    public Procedure In(Language language) => known is null ? this : known.Others.GetValueOrDefault(language, known.Own);

    /// <summary>The same procedure in the pack's own words: what is written into a record, and into the customer's case.</summary>
    public Procedure InOwnWords() => known?.Own ?? this;

    /// <summary>What the pack's own words, as a record holds them, are in these; any other text as it is.</summary>
    public string Reads(string own) => Words.GetValueOrDefault(own, own);

    /// <summary>Whether a text is the literal for "not said", in whichever of the languages.</summary>
    public bool IsNotSaid(string text) => NotSaidIn.Contains(text, StringComparer.Ordinal);

    /// <summary>The literal for "not said" in every language, this one's first.</summary>
    public IEnumerable<string> NotSaidIn => Languages.Select(In).Select(one => one.NotSaid).Prepend(NotSaid).Distinct(StringComparer.Ordinal);

    /// <summary>This procedure, which has the pack's own words, together with the same in other languages.</summary>
    public Procedure With(IEnumerable<Procedure> others)
    {
        var own = this with { };
        own.known = new Known(own, others.Where(other => other.Language != own.Language).Select(other => other with { }).ToFrozenDictionary(other => other.Language));
        foreach (var other in own.known.Others.Values)
        {
            other.known = own.known;
        }

        return own;
    }

    /// <summary>The same change in every language.</summary>
    public Procedure Alike(Func<Procedure, Procedure> change) =>
        known is null ? change(this) : change(known.Own).With(known.Others.Values.Select(change)).In(Language);

    /// <summary>One procedure in all its languages. A class, so that two procedures are not compared through each other for ever.</summary>
    sealed class Known(Procedure own, FrozenDictionary<Language, Procedure> others)
    {
        public Procedure Own => own;

        public FrozenDictionary<Language, Procedure> Others => others;
    }
}
