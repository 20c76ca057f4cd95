import { useMemo } from 'react';
import { Input } from '@mantine/core';
import { RichTextEditor as Editor } from '@mantine/tiptap';
import '@mantine/tiptap/styles.css';
import Link from '@tiptap/extension-link';
import { useEditor } from '@tiptap/react';
import StarterKit from '@tiptap/starter-kit';
import { useTranslation } from 'react-i18next';
import classes from './RichText.module.css';

export interface RichTextEditorProps {
  value: string;
  onChange: (html: string | null) => void;
  label?: string;
  'aria-label'?: string;
  description?: React.ReactNode;
  error?: React.ReactNode;
  withAsterisk?: boolean;
  disabled?: boolean;
  autoFocus?: boolean;
}

const CONTROLS = ['bold', 'italic', 'underline', 'strike', 'h2', 'h3', 'bulletList', 'orderedList', 'blockquote', 'link', 'unlink', 'undo', 'redo'] as const;

/** What the server keeps of formatted text, and no more; anything else that is pasted becomes plain. */
export default function RichTextEditor({ value, onChange, disabled, autoFocus, ...input }: RichTextEditorProps) {
  const name = input.label ?? input['aria-label'];
  const editor = useEditor({
    extensions: [
      StarterKit.configure({ heading: { levels: [1, 2, 3, 4] }, link: false, trailingNode: false }),
      Link.configure({ openOnClick: false, protocols: ['http', 'https', 'mailto', 'tel'], HTMLAttributes: { rel: 'noopener noreferrer nofollow', target: null } }),
    ],
    content: value,
    editable: !disabled,
    autofocus: autoFocus ? 'end' : false,
    injectCSS: false,
    editorProps: { attributes: { role: 'textbox', 'aria-multiline': 'true', ...(name && { 'aria-label': name }), ...(input.error ? { 'aria-invalid': 'true' } : {}) } },
    onUpdate: ({ editor: changed }) => onChange(changed.isEmpty ? null : changed.getHTML()),
  });
  const labels = useLabels();
  return (
    <Input.Wrapper label={input.label} description={input.description} error={input.error} withAsterisk={input.withAsterisk} labelElement="div">
      <Editor editor={editor} labels={labels} withTypographyStyles={false} className={classes.editor} data-invalid={input.error ? true : undefined}>
        {!disabled && (
          <Editor.Toolbar className={classes.toolbar}>
            <Editor.ControlsGroup><Editor.Bold /><Editor.Italic /><Editor.Underline /><Editor.Strikethrough /></Editor.ControlsGroup>
            <Editor.ControlsGroup><Editor.H2 /><Editor.H3 /></Editor.ControlsGroup>
            <Editor.ControlsGroup><Editor.BulletList /><Editor.OrderedList /><Editor.Blockquote /></Editor.ControlsGroup>
            <Editor.ControlsGroup><Editor.Link popoverProps={{ withinPortal: false }} /><Editor.Unlink /></Editor.ControlsGroup>
            <Editor.ControlsGroup><Editor.Undo /><Editor.Redo /></Editor.ControlsGroup>
          </Editor.Toolbar>
        )}
        <Editor.Content className={classes.content} />
      </Editor>
    </Input.Wrapper>
  );
}

function useLabels() {
  const { t } = useTranslation('fields');
  return useMemo(() => {
    const controls = Object.fromEntries(CONTROLS.map((each) => [`${each}ControlLabel`, t(`richText.${each}`)]));
    return {
      ...controls,
      linkEditorInputLabel: t('richText.address'),
      linkEditorInputPlaceholder: 'https://',
      linkEditorExternalLink: t('richText.newTab'),
      linkEditorInternalLink: t('richText.sameTab'),
      linkEditorSave: t('richText.save'),
    };
  }, [t]);
}
