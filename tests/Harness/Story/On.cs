namespace Holdfast.Harness.Story;

/// <summary>The database that a story plays on. Every story is told on both.</summary>
public enum On
{
    Sqlite,
    Postgres,
}
