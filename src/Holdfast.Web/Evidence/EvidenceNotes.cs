using System.Globalization;
using Holdfast.Core.Text;

namespace Holdfast.Web.Evidence;

/// <summary>What became of files that were posted without a script, from the address that the browser was sent back to. Pure.</summary>
public static class EvidenceNotes
{
    /// <summary>The word of a refusal in an address.</summary>
    public static string Word(Refusal why) => Words<Refusal>.Of(why);

    /// <summary>The sentence for <c>?added=2&amp;not=no-room</c>; null where the address says nothing of it.</summary>
    public static string? Of(IQueryCollection query, long limit)
    {
        if (!int.TryParse(query["added"], NumberStyles.None, CultureInfo.InvariantCulture, out var added))
        {
            return null;
        }

        var kept = added switch { 0 => "", _ => N(added, "1 file is kept.", "{0} files are kept.") + " " };
        string? word = query["not"];
        return (kept + (word is null ? added == 0 ? T("No file was chosen.") : "" : Why(word, limit))).Trim();
    }

    static string Why(string word, long limit) => word switch
    {
        "broken" => T("The connection broke off. What came of the last file is kept as far as it came; add it again."),
        "too-many-at-once" => T("{0} files go at once. Add the others in a second form.", EvidencePost.MostFiles),
        _ when Words<Refusal>.TryParse(word, out var refusal) => refusal == Refusal.TooLarge ? T("One file was larger than {0}. What came within that is kept; add the rest as a file of its own.", EvidenceWords.Size(limit)) : RefusalWords.Of(refusal),
        _ => "",
    };
}
