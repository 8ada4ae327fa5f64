namespace Holdfast.Web.Procedures;

/// <summary>Titles of the article's parts that are the product's own, the same on the page and where versions stand side by side.</summary>
public static class ArticleTitles
{
    public static string Forms => T("What the form asks");
    public static string NotSaid => T("Where the caller gave no answer");
    public static string Steps => T("Steps, role by role");
    public static string Channels => T("Each channel");
    public static string SayNext => T("What to say");
    public static string Callouts => T("Notices beside the form");
    public static string Priorities => T("Priorities");
    public static string Labels => T("Labels that follow from the answers");
    public static string Escalation => T("When nobody answers");
    public static string Emergency => T("Numbers to call");
    public static string Otherwise => T("In every other case");
    public static string Always => T("Always");
    public static string Sample => T("SAMPLE");
}
