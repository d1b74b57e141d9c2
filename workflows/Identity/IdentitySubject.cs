namespace Integration.Workflows.Identity;

/// <summary>Whose identity is asked for; it decides whether somebody else has to show evidence too (IDEA.05).</summary>
public enum IdentitySubject
{
    /// <summary>A person who acts for herself or himself.</summary>
    Adult,

    /// <summary>A child: a parent or guardian applies.</summary>
    Child,

    /// <summary>A vulnerable person: a guardian or representative applies.</summary>
    Vulnerable,
}
