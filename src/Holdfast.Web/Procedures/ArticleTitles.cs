namespace Holdfast.Web.Procedures;

/// <summary>Titles of the article's parts that are the product's own, the same on the page and where versions stand side by side.</summary>
public static class ArticleTitles
{
    public const string Forms = "What the form asks";
    public const string NotSaid = "Where the caller gave no answer";
    public const string Steps = "Steps, role by role";
    public const string Channels = "Each channel";
    public const string SayNext = "What to say";
    public const string Callouts = "Notices beside the form";
    public const string Priorities = "Priorities";
    public const string Labels = "Labels that follow from the answers";
    public const string Escalation = "When nobody answers";
    public const string Emergency = "Numbers to call";
    public const string Otherwise = "In every other case";
    public const string Always = "Always";
    public const string Sample = "SAMPLE";
}
