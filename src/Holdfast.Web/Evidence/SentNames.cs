using System.Text;
using Holdfast.Core.Evidence;

namespace Holdfast.Web.Evidence;

/// <summary>Words beside a file, as senders write them, made fit to keep: bounded, and readable again. What they say stays as it came.</summary>
static class SentNames
{
    /// <summary>The file's name as it came; what has none is a "file".</summary>
    public static string Fit(string? name) => Cut(name, Limits.LongestName) ?? ShownName.Unnamed;

    /// <summary>The words up to a number of characters, never half a character; null for none.</summary>
    public static string? Cut(string? words, int most)
    {
        if (string.IsNullOrEmpty(words))
        {
            return null;
        }

        var cut = words.Length <= most ? words : words[..(char.IsHighSurrogate(words[most - 1]) ? most - 1 : most)];

        // Half a pair could be stored and read by no one.
        return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(cut));
    }
}
